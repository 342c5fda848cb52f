using Integration.Benchmarks.Flow;
using Integration.Hosting.Messaging;
using Integration.Persistence;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Benchmarks.Contenders;

/// <summary>Ours, embedded, wired as the services wire it.</summary>
internal sealed class Spine : IContender
{
    private readonly IHost _host;
    private readonly Completions _completions;

    private Spine(string name, Database database, IHost host)
    {
        Name = name;
        Database = database;
        _host = host;
        _completions = host.Services.GetRequiredService<Completions>();
    }

    public string Name { get; }

    public Database Database { get; }

    public static async Task<Spine> StartAsync(Database database, string name = "spine")
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Integration"] = database.ConnectionString,
            ["Messaging:Transport"] = "InMemory",
        });
        builder.Services.AddSingleton<Completions>();
        builder.AddIntegrationMessaging(bus =>
        {
            bus.AddReceiveObserver<CompletionObserver>();
            bus.AddConsumer<GatewayConsumer>();
            bus.AddSagaStateMachine<PaymentSagaMachine, PaymentSaga>().PostgresRepository("payment_saga", map => map
                .Journal(saga => saga.CurrentState, saga => saga.Reason));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new Spine(name, database, host);
    }

    public async Task RunOneAsync()
    {
        var saga = Guid.CreateVersion7();
        var done = _completions.Expect(saga);
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(new StartPayment(saga, 1999, "stripe"));
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(CancellationToken.None);
        }

        await done;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>Fires when a message's whole pipeline is through, its commit included.</summary>
    private sealed class CompletionObserver(Completions completions) : IReceiveObserver
    {
        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context)
        {
            if (context.TryGetPayload(out Last? last))
            {
                completions.Complete(last.Saga);
            }

            return Task.CompletedTask;
        }

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class
        {
            if (context.Message is PaymentConfirmed confirmed)
            {
                context.ReceiveContext.AddOrUpdatePayload(() => new Last(confirmed.CorrelationId), _ => new Last(confirmed.CorrelationId));
            }

            return Task.CompletedTask;
        }

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

        private sealed record Last(Guid Saga);
    }
}
