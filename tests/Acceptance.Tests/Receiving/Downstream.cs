using Integration.Contracts.Payments;
using Integration.Contracts.Webhooks;
using Integration.Hosting.Messaging;
using Integration.Persistence.Tests;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Acceptance.Receiving;

/// <summary>Another team's service behind the broker, with the product's inbox and a database of its own: one row per message that it has handled, and nothing that would forbid a second.</summary>
internal sealed class Downstream : IAsyncDisposable
{
    private readonly IHost _host;

    private Downstream(TestDatabase database, IHost host)
    {
        Database = database;
        _host = host;
    }

    public TestDatabase Database { get; }

    /// <summary>Messages that came, those included that the inbox knew.</summary>
    public int Deliveries => _host.Services.GetRequiredService<Arrivals>().Count;

    public static async Task<Downstream> StartAsync(string broker)
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        await database.ExecuteAsync("create table consumed (name text not null)");
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Integration"] = database.ConnectionString, ["Messaging:Transport"] = "RabbitMq", ["ConnectionStrings:RabbitMq"] = broker,
        });
        builder.AddIntegrationMessaging(bus =>
        {
            bus.AddSingleton<Arrivals>();
            bus.AddReceiveObserver(provider => provider.GetRequiredService<Arrivals>());
            bus.AddConsumer<Witness>();
        });
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(60));
        return new(database, host);
    }

    public async ValueTask DisposeAsync()
    {
        // A broker that a failed test left frozen answers nothing, not even to a goodbye.
        await _host.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));
        _host.Dispose();
        await Database.DisposeAsync();
    }

    /// <summary>Handles a message: one row, in the transaction of the inbox.</summary>
    private sealed class Witness(IUnitOfWork unitOfWork) : IConsumer<GatewayObjectChanged>, IConsumer<InitiatePayment>
    {
        public Task Consume(ConsumeContext<GatewayObjectChanged> context) => Handle(context.Message.EventId);

        public Task Consume(ConsumeContext<InitiatePayment> context) => Handle(context.Message.OrderId!);

        private Task Handle(string name)
        {
            unitOfWork.Enqueue(new NpgsqlBatchCommand("insert into consumed (name) values ($1)") { Parameters = { new() { Value = name } } });
            return Task.CompletedTask;
        }
    }

    private sealed class Arrivals : IReceiveObserver
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task PreReceive(ReceiveContext context)
        {
            Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }

        public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
