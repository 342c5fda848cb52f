using System.Text;
using Integration.Contracts.Operations;
using Integration.Hosting.Messaging;
using Integration.Hosting.Tests;
using Integration.PaymentWorker.Consumers;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Persistence;
using Integration.PaymentWorker.Reconciliation;
using Integration.Persistence.Migrations;
using Integration.Persistence.Tests;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Integration.PaymentWorker.Tests;

/// <summary>An operator's program in any language, over the bus: it may give no message id, or one of its own kind (docs/adr/0004).</summary>
public sealed class When_a_comparison_is_asked_for_in_plain_JSON(ReconciliationWorker worker) : IClassFixture<ReconciliationWorker>
{
    [Theory]
    [InlineData(null)]
    [InlineData("17")]
    public async Task Should_keep_what_came_of_it_under_the_id_by_which_the_inbox_knows_it(string? messageId)
    {
        var why = $"the message id is {messageId ?? "missing"}";
        await worker.PublishAsync<ReconcileGateways>(
            $$"""{"from":"2026-01-02T00:00:00Z","until":"2026-01-03T00:00:00Z","refundsFrom":"2026-01-01T00:00:00Z","by":"ops","why":"{{why}}"}""", messageId);
        await worker.PublishAsync<AcceptDifference>(
            $$"""{"gateway":"stripe","kind":"not_ours","reference":"pi_1","oursMinor":0,"theirsMinor":500,"by":"ops","why":"{{why}}"}""", messageId);

        await worker.Database.UntilAsync(
            $"ops.reconciliation_runs r join messaging.inbox i on i.message_id = r.run_id where r.why = '{why}' and r.finished_at is not null and r.failure is null and r.refunds_from = '2026-01-01T00:00:00Z'", n => n == 1);
        await worker.Database.UntilAsync(
            $"payments.operator_actions a join messaging.inbox i on i.message_id = a.message_id where a.why = '{why}' and not a.accepted and a.answer like '%no such difference is open%'", n => n == 1);
        (await worker.Database.CountAsync($"messaging.dead_letters where body like '%{why}%'")).ShouldBe(0);
    }

    /// <summary>A mistaken id, or a payment that no gateway was asked for yet: an end without differences would say that all is well.</summary>
    [Fact]
    public async Task Should_be_refused_for_a_payment_without_an_attempt()
    {
        var payment = Guid.NewGuid();
        await worker.PublishAsync<ReconcileGateways>($$"""{"paymentId":"{{payment}}","by":"ops","why":"the customer calls"}""");

        await worker.Database.UntilAsync($"messaging.dead_letters where endpoint = 'reconciliation' and failures = 1 and fault like '%payment {payment} is not known here or has no attempt yet%'", n => n == 1);
        (await worker.Database.CountAsync($"ops.reconciliation_runs where why like '%{payment}%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_say_which_attempts_no_gateway_could_be_asked_about()
    {
        var (payment, known) = (Guid.NewGuid(), Guid.NewGuid());
        await worker.Database.ExecuteAsync(
            "insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, reference, active, answered_epoch, created_at, changed_at) values " +
            $"('{known}', '{payment}', 1, 'stripe', 1999, 'EUR', 'pi_{known:N}', false, 0, now(), now()), " +
            $"(gen_random_uuid(), '{payment}', 2, 'stripe', 1999, 'EUR', null, false, 0, now(), now()), " +
            $"(gen_random_uuid(), '{payment}', 3, 'stripe', 1999, 'EUR', null, false, 0, now(), now())");
        await worker.PublishAsync<ReconcileGateways>($$"""{"paymentId":"{{payment}}","by":"ops","why":"the customer calls"}""");

        await worker.Database.UntilAsync(
            $"ops.reconciliation_runs where why = 'payment {payment}: the customer calls' and finished_at is not null " +
            "and failure = 'attempt 2 has no reference; nothing could be asked; attempt 3 has no reference; nothing could be asked'", n => n == 1);
        // Nobody takes it here, so it waits.
        (await worker.Database.CountAsync($"messaging.outbox where message_type like '%LookUpAttempt%' and body like '%{payment}%'")).ShouldBe(1);
        (await worker.Database.CountAsync($"messaging.outbox where message_type like '%LookUpAttempt%' and body like '%{known}%'")).ShouldBe(1);
    }
}

/// <summary>The consumer of comparisons alone, as the product puts it on RabbitMQ. No gateway is configured, so a window has no parts.</summary>
public sealed class ReconciliationWorker : IAsyncLifetime
{
    private readonly TestVirtualHost _broker = new();
    private IHost _host = null!;

    public TestDatabase Database { get; } = new();

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await SchemaMigrator.MigrateAsync<PaymentsContext>(Database.Source, PaymentsContext.Schema, options => new(options), CancellationToken.None);
        await _broker.CreateAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Integration"] = Database.ConnectionString,
            ["ConnectionStrings:RabbitMq"] = _broker.Address.ToString(),
            ["Messaging:Transport"] = "RabbitMq",
        });
        builder.Services.AddSingleton<ReconciliationStore>();
        builder.Services.AddSingleton<GatewayDirectory>();
        builder.AddIntegrationMessaging(bus => bus.AddConsumer<ReconciliationConsumer, ReconciliationConsumerDefinition>());
        _host = builder.Build();
        await _host.StartAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, deadline.Token);
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _broker.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>As a sender does that knows the interface and nothing of .NET.</summary>
    public async Task PublishAsync<T>(string json, string? messageId = null)
    {
        await using var connection = await new ConnectionFactory { Uri = _broker.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties
        {
            ContentType = "application/json", MessageId = messageId, Headers = new Dictionary<string, object?> { ["MT-MessageType"] = MessageUrn.ForTypeString<T>() },
        };
        await channel.BasicPublishAsync(ContractNames.Name(typeof(T)), "", mandatory: true, properties, Encoding.UTF8.GetBytes(json));
    }
}
