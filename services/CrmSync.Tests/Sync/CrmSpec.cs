using System.Threading.Channels;
using Integration.Contracts.Crm;
using Integration.Contracts.Payments;
using Integration.CrmSync.Providers;
using Integration.Hosting.Messaging;
using Integration.Hosting.Startup;
using Integration.Persistence.Tests;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.CrmSync.Tests;

/// <summary>The service as it is, on a database of its own, with a CRM that the test holds in its hand.</summary>
public abstract class CrmSpec : IAsyncLifetime
{
    protected static readonly DateTimeOffset At = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    private readonly List<WebApplication> _hosts = [];

    protected TestDatabase Database { get; } = new();

    private protected virtual BookCrm Crm { get; } = new();

    /// <summary>What the service told.</summary>
    protected Channel<object> Told { get; } = Channel.CreateUnbounded<object>();

    protected IServiceProvider Services => _hosts[0].Services;

    protected virtual IEnumerable<string> Settings => [];

    public virtual async Task InitializeAsync()
    {
        await Database.CreateAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    /// <summary>One process of the service; a second one waits until it may take over.</summary>
    private protected async Task StartAsync(BookCrm? crm = null)
    {
        var builder = WebApplication.CreateBuilder(
            [
                "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={Database.ConnectionString};Maximum Pool Size=15", "--Logging:LogLevel:Default=None",
                "--Crm:Sync:QuietSeconds=0.02", "--Crm:Sync:LingerSeconds=0.1", "--Crm:Sync:PollSeconds=0.05", "--Crm:Sync:PauseSeconds=0.1", "--Crm:Sync:MaxPauseSeconds=1", .. Settings,
            ]);
        builder.Services.AddSingleton<ICrmProvider>(crm ?? Crm);
        builder.Services.AddSingleton(Told);
        CrmService.AddCrm(builder);
        builder.AddIntegrationMessaging(bus =>
        {
            CrmService.AddConsumers(bus);
            bus.AddConsumer<Listener>();
        });
        var app = builder.Build();
        _hosts.Add(app);
        await ServiceRunner.MigrateOwnedAsync(app);
        await app.StartAsync();
    }

    protected Task PublishAsync(params IEnumerable<object> events) => Services.GetRequiredService<IBus>().PublishBatch(events);

    /// <summary>Nothing waits any more: what the CRM takes, it has.</summary>
    protected async Task SettledAsync(long records)
    {
        await Database.UntilAsync("crm.records", count => count >= records);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
    }

    protected static PaymentConfirmed Confirmed(Guid payment, string customer = "customer-1", long amount = 1999) => new()
    {
        PaymentId = payment, Gateway = "stripe", GatewayReference = $"pi_{payment:N}", AmountMinor = amount, Currency = "EUR", ConfirmedAt = At, CustomerId = customer, OrderId = "order-7",
    };

    protected static RefundSucceeded Refunded(Guid payment, Guid refund, long amount) => new()
    {
        PaymentId = payment, RefundId = refund, Gateway = "stripe", RefundReference = $"re_{refund:N}", AmountMinor = amount, Currency = "EUR", SucceededAt = At.AddHours(1),
    };

    /// <summary>The next message of a type, past those of others.</summary>
    protected async Task<T> ToldAsync<T>()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await Told.Reader.ReadAsync(limit.Token) is T wanted)
            {
                return wanted;
            }
        }
    }

    private sealed class Listener(Channel<object> told)
        : IConsumer<CrmRecordSynced>, IConsumer<CrmSyncFailed>, IConsumer<CrmContactChanged>, IConsumer<CrmDealChanged>, IConsumer<CrmContactMerged>, IConsumer<CrmContactDeleted>,
            IConsumer<CustomerForgotten>
    {
        public Task Consume(ConsumeContext<CustomerForgotten> context) => told.Writer.WriteAsync(context.Message).AsTask();

        public Task Consume(ConsumeContext<CrmContactChanged> context) => told.Writer.WriteAsync(context.Message).AsTask();

        public Task Consume(ConsumeContext<CrmDealChanged> context) => told.Writer.WriteAsync(context.Message).AsTask();

        public Task Consume(ConsumeContext<CrmContactMerged> context) => told.Writer.WriteAsync(context.Message).AsTask();

        public Task Consume(ConsumeContext<CrmContactDeleted> context) => told.Writer.WriteAsync(context.Message).AsTask();

        public Task Consume(ConsumeContext<CrmRecordSynced> context) => told.Writer.WriteAsync(context.Message).AsTask();

        public Task Consume(ConsumeContext<CrmSyncFailed> context) => told.Writer.WriteAsync(context.Message).AsTask();
    }
}
