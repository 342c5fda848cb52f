using System.Net.Http.Json;
using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using Integration.Hosting.Startup;
using Integration.Hosting.Startup.Tests;
using Integration.Persistence.Tests;
using Integration.Persistence.UnitOfWork;
using Integration.Standalone;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Acceptance;

/// <summary>The whole product in one process on a real PostgreSQL, and the sandbox it charges, over real HTTP. Shared by many payments: each test has its own.</summary>
public sealed class World : IAsyncLifetime
{
    private readonly int _port = ServiceProcess.FreePort();
    private Gateway _gateway = null!;
    private WebApplication _product = null!;

    public TestDatabase Database { get; } = new();

    /// <summary>What is in the database before the product comes.</summary>
    public string? Recorded { get; init; }

    public HttpClient Gateway => _gateway.Client;

    /// <summary>The REST API as each client calls it.</summary>
    public Clients Api { get; private set; } = null!;

    public Heard Heard { get; } = new();

    /// <summary>Nothing is older.</summary>
    public DateTimeOffset Started { get; } = TimeProvider.System.GetUtcNow().AddMinutes(-1);

    public async Task InitializeAsync()
    {
        await Database.CreateAsync();
        if (Recorded is not null)
        {
            await Database.ExecuteAsync(Recorded);
        }

        _gateway = await Acceptance.Gateway.StartAsync(new Uri($"http://127.0.0.1:{_port}"));
        _product = StandaloneService.Build(
            [
                $"--urls=http://127.0.0.1:{_port}", $"--ConnectionStrings:Integration={Database.ConnectionString};Maximum Pool Size=40", "--Gateways:Stripe:SecretKey=sk_test_sandbox",
                $"--Gateways:Stripe:ApiBase={Gateway.BaseAddress}", "--Gateways:Stripe:TimeoutSeconds=2", "--Gateways:Stripe:RequestsPerSecond=1000", "--Gateways:Stripe:BreakSeconds=0.5",
                "--Webhooks:Stripe:SigningSecrets:0=whsec_test", "--Gateways:Retry:BaseDelaySeconds=0.05", "--Gateways:Retry:MaxDelaySeconds=1", "--Gateways:Retry:CustomerLimitSeconds=3",
                "--Gateways:Reconcile:ScheduleSeconds:0=0.3", "--Gateways:Reconcile:ScheduleSeconds:1=0.6", "--Gateways:Reconcile:ScheduleSeconds:2=1", "--Gateways:Reconcile:ScheduleSeconds:3=2",
                "--Gateways:Reconcile:ReviewSeconds=2", "--Gateways:Doorbell:RetrySeconds:0=0.2", "--Gateways:Doorbell:RetrySeconds:1=0.5", "--Gateways:Doorbell:LateRetrySeconds:0=3", "--Gateways:Doorbell:CallGraceSeconds=0.3",
                "--Persistence:SweepIntervalMilliseconds=100", "--Watch:IntervalSeconds=1", "--Gateways:Retry:TimerGraceSeconds=2", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:System.Net.Http.HttpClient=Error", "--Logging:LogLevel:Polly=Critical",
                "--Gateways:Orphans:RetrySeconds:0=0.2", "--Gateways:Orphans:RetrySeconds:1=0.5", "--Gateways:Orphans:RetrySeconds:2=1", "--Gateways:Orphans:RetrySeconds:3=2", "--Gateways:Orphans:RetrySeconds:4=5",
                "--Gateways:Refunds:WaitSeconds:0=0.3", "--Gateways:Refunds:WaitSeconds:1=0.6", "--Gateways:Refunds:WaitSeconds:2=1", "--Gateways:Refunds:PendingSeconds:0=0.5",
                "--Reconciliation:SettleMinutes=0", "--Reconciliation:QuietSeconds=0",
                .. Clients.Settings, "--Api:WaitLookMilliseconds=20", "--Persistence:PruneIntervalSeconds=1",
                .. _gateway.PayPal.Select(s => $"--{s.Name.Replace("__", ":", StringComparison.Ordinal)}={s.Value}"),
            ],
            bus =>
            {
                bus.AddSingleton(Heard);
                bus.AddConsumer<Listener>();
            });
        await ServiceRunner.MigrateOwnedAsync(_product);
        await _product.StartAsync();
        Api = new(new Uri($"http://127.0.0.1:{_port}"));
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await _product.StopAsync();
        await _product.DisposeAsync();
        await _gateway.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>What an agent does: publish; the command is committed when this returns.</summary>
    public async Task PublishAsync<T>(T message, Guid? messageId = null)
        where T : class
    {
        await using var scope = _product.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(message, c => c.MessageId = messageId ?? NewId.NextGuid());
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(CancellationToken.None);
    }

    /// <summary>The next call of the payment's step meets the fault.</summary>
    public Task FaultAsync(Guid payment, string operation, string fault, int times = 1) => FaultOnAsync(operation, Key(payment), fault, times);

    /// <summary>The next calls that have this somewhere meet the fault; without it, any call.</summary>
    public async Task FaultOnAsync(string operation, string? match, string fault, int times)
    {
        using var answer = await Gateway.PostAsJsonAsync("/sandbox/faults", new { operation, match, fault, times });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Stands in every idempotency key of the payment.</summary>
    public static string Key(Guid payment) => $"pay:{payment:N}:";

    /// <summary>Waits for the state; a failure tells the payment's story.</summary>
    public async Task StateIsAsync(Guid payment, string state, int seconds = 60)
    {
        try
        {
            await Database.UntilAsync($"ops.payments where payment_id = '{payment}' and state = '{state}'", n => n == 1, seconds);
        }
        catch (ShouldAssertException)
        {
            throw new ShouldAssertException($"{payment} is not {state}:{Environment.NewLine}{await Story.OfAsync(Database, payment)}");
        }
    }

    /// <summary>Waits for the refund's state; a failure tells the payment's story.</summary>
    public async Task RefundIsAsync(Guid refund, string state, int seconds = 60)
    {
        try
        {
            await Database.UntilAsync($"ops.refunds where refund_id = '{refund}' and state = '{state}'", n => n == 1, seconds);
        }
        catch (ShouldAssertException)
        {
            throw new ShouldAssertException($"{refund} is not {state}:{Environment.NewLine}{await Story.OfRefundAsync(Database, refund)}");
        }

        if (state is "Succeeded" or "Failed" or "Refused")
        {
            await Heard.UntilAsync<object>(e => (e is RefundSucceeded { RefundId: var done } && done == refund) || (e is RefundFailed { RefundId: var failed } && failed == refund));
        }
    }

    /// <summary>The gateway's own books of one payment: captures and money.</summary>
    public async Task<(int Captures, long Received, long Held)> LedgerAsync(Guid payment)
    {
        var lines = (await _gateway.LedgerAsync()).Intents.Where(l => l.PaymentId == payment.ToString()).ToList();
        return (lines.Sum(l => l.Captures), lines.Sum(l => l.AmountReceived), lines.Sum(l => l.AmountCapturable));
    }

    /// <summary>The gateways' books of one payment, line by line.</summary>
    public async Task<IReadOnlyList<LedgerLine>> LinesAsync(Guid payment) => [.. (await _gateway.LedgerAsync()).Intents.Where(l => l.PaymentId == payment.ToString())];

    /// <summary>Somebody does something at the gateway.</summary>
    public async Task AtGatewayAsync(string path, object? body = null)
    {
        using var answer = body is null ? await Gateway.PostAsync(new Uri(path, UriKind.Relative), null) : await Gateway.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Somebody refunds at Stripe's dashboard.</summary>
    public async Task RefundByHandAsync(Guid payment, long amount)
    {
        var intent = (await LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id;
        using var body = new FormUrlEncodedContent([new("payment_intent", intent), new("amount", amount.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        using var answer = await Gateway.PostAsync(new Uri("/v1/refunds", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The gateways' books are compared, again and again, until that tells something about the payment.</summary>
    public Task ReconcileUntilTellingAsync(Guid payment) => ReconcileUntilAsync(payment, $"ops.reconciliation_differences where payment_id = '{payment}'", "run");

    /// <summary>The gateways' books are compared, again and again, until there are such rows.</summary>
    public async Task ReconcileUntilAsync(Guid payment, string rows, string word)
    {
        // Gateways count in whole seconds, so what was made in the present one is left to the next comparison.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var run = 1; await Database.CountAsync(rows) == 0; run++)
        {
            await ReconcileAsync($"{word} {run} for {payment}");
            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>One comparison, to its end.</summary>
    public async Task ReconcileAsync(string why)
    {
        await PublishAsync(new ReconcileGateways { From = Started, Until = Started.AddDays(1), By = "ops", Why = why });
        await Database.UntilAsync($"ops.reconciliation_runs where finished_at is not null and asked_by = 'ops' and why = '{why}' and lines > 0 and failure is null and parts_done = parts", n => n == 1);
    }

    /// <summary>Nobody can look at the payment's object until this ends.</summary>
    public async Task SilenceAsync(Guid payment) => await FaultOnAsync("retrieve", payment.ToString(), "not_executed_503", 1_000_000);

    /// <summary>Every fault ends.</summary>
    public async Task EndFaultsAsync()
    {
        using var answer = await Gateway.DeleteAsync(new Uri("/sandbox/faults", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Somebody else changes the object at the gateway.</summary>
    public async Task ChangeAmountAsync(Guid payment, long amount)
    {
        var intent = (await _gateway.LedgerAsync()).Intents.Single(l => l.PaymentId == payment.ToString()).Id;
        using var body = new FormUrlEncodedContent([new("amount", amount.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        using var answer = await Gateway.PostAsync(new Uri($"/v1/payment_intents/{intent}", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The customer comes back from the authentication.</summary>
    public async Task AuthenticateAsync(Guid payment, string outcome)
    {
        var intent = (await _gateway.LedgerAsync()).Intents.Single(l => l.PaymentId == payment.ToString()).Id;
        using var answer = await Gateway.PostAsync(new Uri($"/sandbox/authenticate/{intent}?outcome={outcome}", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A card that is declined, and a caller who allows PayPal.</summary>
    public static InitiatePayment WithPayPal(string card = "pm_card_visa_chargeDeclined", string token = "vault_ok", long amount = 1999) =>
        Payment(card, amount) with { PayPal = new() { VaultToken = token } };

    public static InitiatePayment Payment(string method = "pm_card_visa", long amount = 1999, string currency = "EUR") => new()
    {
        PaymentId = Guid.NewGuid(), OrderId = "order 1", CustomerId = "customer 1", AmountMinor = amount, Currency = currency, Card = new() { PaymentMethod = method },
    };
}
