using Integration.Hosting.Messaging;
using Integration.Hosting.Startup.Tests;
using Integration.PaymentWorker;
using Integration.Persistence.Tests;
using Integration.WebhookIngress;
using MassTransit;

namespace Integration.Acceptance;

/// <summary>Processes of their own on RabbitMQ: the worker is killed with kill -9, then the broker, in the middle of the work.</summary>
[Trait("Rule", "R5")]
public sealed class When_services_run_apart : IAsyncLifetime
{
    private const int Payments = 60;
    private readonly TestDatabase _database = new();
    private readonly LocalRabbitMq _broker = new();
    private readonly HttpClient _client = new();
    private readonly Uri _address = new($"http://127.0.0.1:{ServiceProcess.FreePort()}");

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        await _broker.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _database.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Should_charge_every_payment_once_although_worker_and_broker_are_killed()
    {
        await using var gateway = await Gateway.StartAsync(_address, "--Sandbox:Profile=mild", "--Sandbox:Seed=5");
        using var ingress = ServiceProcess.Start(typeof(IngressService).Assembly, _address, [], Settings(gateway));
        await ingress.ReadyAsync(_client);
        using (var worker = ServiceProcess.Start(typeof(PaymentService).Assembly, [], Settings(gateway)))
        {
            await worker.ReadyAsync(_client);
            await PublishAsync();
            await _database.UntilAsync("ops.gateway_calls where answered_at is not null", n => n >= 20, seconds: 120);
            await worker.KillAsync();
        }

        using var next = ServiceProcess.Start(typeof(PaymentService).Assembly, [], Settings(gateway));
        await _database.UntilAsync("ops.gateway_calls where answered_at is not null", n => n >= 60, seconds: 120);
        await _broker.StopAsync();
        await _broker.StartAsync();

        await Fleet.SettledAsync(_database, Payments, next);
        await Fleet.BooksAgreeAsync(_database, gateway, good: Payments);
        await next.TerminateAsync();
        (await next.ExitCodeAsync()).ShouldBe(0);
    }

    /// <summary>From the caller's request through outbox, broker and saga to the gateway's answers, in two processes that export what they see.</summary>
    [Fact]
    public async Task Should_carry_the_callers_trace_to_the_end_of_the_payment()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        await using var gateway = await Gateway.StartAsync(_address);
        (string, string)[] settings = [.. Settings(gateway), ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{ServiceProcess.FreePort()}")];
        using var ingress = ServiceProcess.Start(typeof(IngressService).Assembly, _address, [.. Clients.Settings], settings);
        using var worker = ServiceProcess.Start(typeof(PaymentService).Assembly, [], settings);
        await ingress.ReadyAsync(_client);
        await worker.ReadyAsync(_client);
        using var clients = new Clients(_address);
        clients.Shop.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        ((int)(await Clients.PostAsync(clients.Shop, "/v1/payments", Clients.Body(), key: "traced")).Status).ShouldBe(202);

        await _database.UntilAsync("ops.payments where state = 'Confirmed'", n => n == 1);
        (await _database.CountAsync($"ops.api_requests where trace_id = '{Trace}'")).ShouldBe(1);
        (await _database.CountAsync($"messaging.journal where trace_id = '{Trace}' and to_state = 'Confirmed'")).ShouldBe(
            1, await _database.TextAsync("select string_agg(concat_ws(' ', from_state, event, to_state, trace_id), '; ' order by entry) from messaging.journal"));
    }

    /// <summary>As an agent of its own: it knows the contracts, and nothing of our database.</summary>
    private async Task PublishAsync()
    {
        var agent = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(new Uri(_broker.Address));
            bus.MessageTopology.SetEntityNameFormatter(new ContractNames());
        });
        await agent.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Payments).Select(i => agent.Publish(World.Payment(amount: 1000 + i))));
        await agent.StopAsync();
    }

    private (string, string)[] Settings(Gateway gateway) =>
    [
        .. Fleet.Quick, ("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", _broker.Address), ("ConnectionStrings__Integration", _database.ConnectionString),
        ("Gateways__Stripe__ApiBase", gateway.Client.BaseAddress!.ToString()),
    ];
}
