using System.Globalization;

namespace Integration.Chaos;

/// <summary>What the product is told in a run: seconds where production has hours, so that every retry, look-up and deadline falls within it.</summary>
internal static class Settings
{
    /// <summary>What the gateways' own limits would be is no part of a run: they are raised out of the way.</summary>
    private static readonly string[] Fixed =
    [
        "Gateways:Stripe:SecretKey=sk_test_sandbox", "Gateways:Stripe:TimeoutSeconds=2", "Gateways:Stripe:RequestsPerSecond=5000", "Gateways:Stripe:BreakSeconds=0.5",
        "Gateways:PayPal:ClientId=paypal_client_sandbox", "Gateways:PayPal:ClientSecret=paypal_secret_sandbox", "Gateways:PayPal:TimeoutSeconds=2", "Gateways:PayPal:RequestsPerSecond=5000",
        "Gateways:PayPal:BreakSeconds=0.5", "Secrets:TokenKeys:0=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "Webhooks:Stripe:SigningSecrets:0=whsec_chaos", "Webhooks:PayPal:WebhookId=WH-CHAOS",
        "Webhooks:RequestsPerSecond=5000", "Webhooks:Burst=10000", "Gateways:Retry:BaseDelaySeconds=0.1", "Gateways:Retry:MaxDelaySeconds=2", "Gateways:Retry:MaxAttempts=12",
        "Gateways:Retry:CustomerLimitSeconds=8", "Gateways:Retry:TimerGraceSeconds=10", "Gateways:Reconcile:ScheduleSeconds:0=0.5", "Gateways:Reconcile:ScheduleSeconds:1=1",
        "Gateways:Reconcile:ScheduleSeconds:2=2", "Gateways:Reconcile:ScheduleSeconds:3=5", "Gateways:Reconcile:ScheduleSeconds:4=10", "Gateways:Reconcile:ReviewSeconds=15",
        "Gateways:Doorbell:RetrySeconds:0=0.5", "Gateways:Doorbell:RetrySeconds:1=2", "Gateways:Doorbell:RetrySeconds:2=5", "Gateways:Doorbell:RetrySeconds:3=10", "Gateways:Doorbell:LateRetrySeconds:0=20", "Gateways:Doorbell:LateRetrySeconds:1=60", "Gateways:Doorbell:CallGraceSeconds=0.3", "Gateways:Orphans:RetrySeconds:0=0.5",
        "Gateways:Orphans:RetrySeconds:1=1", "Gateways:Orphans:RetrySeconds:2=2", "Gateways:Refunds:PendingSeconds:0=1", "Watch:IntervalSeconds=5",
        "Reconciliation:SettleMinutes=0", "Reconciliation:QuietSeconds=0", "Reconciliation:RetrySeconds:0=1", "Reconciliation:RetrySeconds:1=2", "Reconciliation:RetrySeconds:2=4",
        "Reconciliation:RetrySeconds:3=4", "Reconciliation:RetrySeconds:4=4", "Reconciliation:RetrySeconds:5=4",
        "Logging:LogLevel:Default=Error", "Logging:LogLevel:System.Net.Http.HttpClient=Critical", "Logging:LogLevel:Polly=None",
    ];

    /// <summary>A refund may come long before its payment is captured; it waits as long as a run lasts.</summary>
    private static readonly IEnumerable<string> Waits = Enumerable.Range(0, 18).Select(i => $"Gateways:Refunds:WaitSeconds:{i}={Math.Min(1 << i, 10).ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The same for every run, as <c>Section:Name=value</c>.</summary>
    public static IEnumerable<string> Quick => Fixed.Concat(Waits);

    /// <summary>How the sandbox is reached: for calls perhaps by a way of its own, for the certificates of its webhooks by the address that stands in them.</summary>
    public static IEnumerable<string> Of(Sandbox sandbox, Uri calls) =>
    [
        $"Gateways:Stripe:ApiBase={calls}", $"Gateways:PayPal:ApiBase={calls}", $"Webhooks:PayPal:CertificateHosts:0={sandbox.Address.Authority}", $"Webhooks:PayPal:RootsFile={sandbox.RootsFile}",
    ];
}
