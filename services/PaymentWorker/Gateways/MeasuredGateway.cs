using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways;

/// <summary>A gateway whose calls are measured by operation and outcome. What the network itself did is in <c>integration.external_api.duration</c>; here a decline is told from an
/// acceptance, and a refusal from a call that may have been executed. The books are read as a stream and are not measured.</summary>
internal sealed class MeasuredGateway(IPaymentGateway gateway, TimeProvider time) : IPaymentGateway
{
    private static readonly Meter Meter = new(IntegrationTelemetry.Name);

    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        "integration.gateway.duration", "s", "Gateway calls by gateway, operation and outcome.", tags: null, IntegrationTelemetry.CallSeconds);

    public string Name => gateway.Name;

    public TimeSpan CallLimit => gateway.CallLimit;

    public TimeSpan KeyLifetime => gateway.KeyLifetime;

    public TimeSpan RefundKeyLifetime => gateway.RefundKeyLifetime;

    public TimeSpan RefundShowsWithin => gateway.RefundShowsWithin;

    public bool HoldsBeforeCapture => gateway.HoldsBeforeCapture;

    public bool CanCancel => gateway.CanCancel;

    public GatewayStatus? Suggests(string eventType) => gateway.Suggests(eventType);

    public Decline DeclineOf(string code) => gateway.DeclineOf(code);

    public Task<GatewayCall> CreateAsync(CreateAttempt command, string key, CancellationToken cancellationToken) =>
        MeasureAsync(AttemptStep.Create, () => gateway.CreateAsync(command, key, cancellationToken), Outcome);

    public Task<GatewayCall> AuthorizeAsync(AuthorizeAttempt command, string key, CancellationToken cancellationToken) =>
        MeasureAsync(AttemptStep.Authorize, () => gateway.AuthorizeAsync(command, key, cancellationToken), Outcome);

    public Task<GatewayCall> CaptureAsync(CaptureAttempt command, string key, CancellationToken cancellationToken) =>
        MeasureAsync(AttemptStep.Capture, () => gateway.CaptureAsync(command, key, cancellationToken), Outcome);

    public Task<GatewayCall> CancelAsync(CancelAttempt command, string key, CancellationToken cancellationToken) =>
        MeasureAsync(AttemptStep.Cancel, () => gateway.CancelAsync(command, key, cancellationToken), Outcome);

    public Task<GatewayCall> LookUpAsync(LookUpAttempt command, CancellationToken cancellationToken) =>
        MeasureAsync(AttemptStep.LookUp, () => gateway.LookUpAsync(command, cancellationToken), Outcome);

    public Task<RefundCall> RefundAsync(RefundRequest refund, string key, CancellationToken cancellationToken) =>
        MeasureAsync("refund", () => gateway.RefundAsync(refund, key, cancellationToken), Outcome);

    public Task<RefundCall> FindRefundAsync(RefundRequest refund, CancellationToken cancellationToken) =>
        MeasureAsync("find_refund", () => gateway.FindRefundAsync(refund, cancellationToken), call => call.NotFound ? "absent" : Outcome(call));

    public Task<DisputeCall> LookUpDisputeAsync(string reference, CancellationToken cancellationToken) =>
        MeasureAsync("look_up_dispute", () => gateway.LookUpDisputeAsync(reference, cancellationToken), Outcome);

    public IAsyncEnumerable<GatewayMovement> ListAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => gateway.ListAsync(from, until, cancellationToken);

    public IAsyncEnumerable<GatewayMovement> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => gateway.ListRefundsAsync(from, until, cancellationToken);

    private async Task<TCall> MeasureAsync<TCall>(string operation, Func<Task<TCall>> call, Func<TCall, string> outcome)
    {
        var started = time.GetTimestamp();
        var said = "fault";
        try
        {
            var answer = await call();
            said = outcome(answer);
            return answer;
        }
        finally
        {
            Calls.Record(time.GetElapsedTime(started).TotalSeconds, new("gateway", Name), new("operation", operation), new("outcome", said));
        }
    }

    private static string Outcome(GatewayCall call) => call.Found?.Status == GatewayStatus.Declined ? "declined" : Outcome<GatewayObject>(call);

    private static string Outcome<TFound>(CallResult<TFound> call)
        where TFound : class => call.Failure switch
        {
            null => "ok",
            CallFailureKind.Transient => "transient",
            CallFailureKind.RateLimited => "rate_limited",
            CallFailureKind.OutcomeUnknown => "outcome_unknown",
            CallFailureKind.Rejected => "rejected",
            CallFailureKind.Misconfigured => "misconfigured",
            _ => throw new InvalidOperationException($"kind {call.Failure} has no word"),
        };
}
