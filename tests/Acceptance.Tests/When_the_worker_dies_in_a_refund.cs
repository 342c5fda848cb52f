using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Integration.Contracts.Payments;
using Integration.Hosting.Messaging;
using Integration.Hosting.Startup.Tests;
using Integration.PaymentWorker;
using Integration.Persistence.Tests;
using MassTransit;

namespace Integration.Acceptance;

/// <summary>kill -9 between the claim of a refund and its answer: the gateway has executed one call and is slow with the other. Nobody listens for webhooks here: what comes next has to find out by itself.</summary>
public sealed class When_the_worker_dies_in_a_refund : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly LocalRabbitMq _broker = new();
    private readonly HttpClient _client = new();

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
    public async Task Should_give_the_money_back_once()
    {
        await using var gateway = await Gateway.StartAsync(new Uri($"http://127.0.0.1:{ServiceProcess.FreePort()}"));
        var (executed, slow) = (World.Payment(), World.Payment());
        var refunds = new[] { executed, slow }.Select(p => new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = p.PaymentId }).ToList();
        using (var worker = ServiceProcess.Start(typeof(PaymentService).Assembly, [], Settings(gateway)))
        {
            await worker.ReadyAsync(_client);
            await PublishAsync(executed, slow);
            await _database.UntilAsync("ops.payments where state = 'Confirmed'", n => n == 2, seconds: 60);
            await FaultAsync(gateway, refunds[0], "executed_then_timeout");
            await FaultAsync(gateway, refunds[1], "slow");
            await PublishAsync([.. refunds]);
            await _database.UntilAsync("ops.gateway_calls where step = 'refund' and answered_at is null", n => n >= 1, seconds: 30);
            await worker.KillAsync();
        }

        using var next = ServiceProcess.Start(typeof(PaymentService).Assembly, [], Settings(gateway));
        await _database.UntilAsync("ops.refunds where state = 'Succeeded'", n => n == 2, seconds: 120);
        foreach (var payment in new[] { executed, slow })
        {
            var intent = await _database.TextAsync($"select gateway_reference from ops.payments where payment_id = '{payment.PaymentId}'");
            var made = (await gateway.Client.GetFromJsonAsync<JsonNode>($"/v1/refunds?payment_intent={intent}"))!["data"]!.AsArray();
            made.Sum(r => (long)r!["amount"]!).ShouldBe(payment.AmountMinor);
            made.Count.ShouldBe(1);
        }

        await _database.UntilAsync("ops.payments where state = 'Refunded'", n => n == 2);
        await next.TerminateAsync();
        (await next.ExitCodeAsync()).ShouldBe(0);
    }

    private static async Task FaultAsync(Gateway gateway, RefundPayment refund, string fault)
    {
        using var answer = await gateway.Client.PostAsJsonAsync("/sandbox/faults", new { operation = "refund", match = $"{refund.RefundId:N}", fault, times = 1 });
        answer.EnsureSuccessStatusCode();
    }

    private async Task PublishAsync(params object[] messages)
    {
        var agent = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(new Uri(_broker.Address));
            bus.MessageTopology.SetEntityNameFormatter(new ContractNames());
        });
        await agent.StartAsync();
        await Task.WhenAll(messages.Select(m => agent.Publish(m, m.GetType())));
        await agent.StopAsync();
    }

    private (string, string)[] Settings(Gateway gateway) =>
    [
        .. Fleet.Quick, ("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", _broker.Address), ("ConnectionStrings__Integration", _database.ConnectionString),
        ("Gateways__Stripe__ApiBase", gateway.Client.BaseAddress!.ToString()),
    ];
}
