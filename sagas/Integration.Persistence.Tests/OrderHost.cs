using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>One process of the embedded kind: in-memory transport, everything durable in PostgreSQL.</summary>
public sealed class OrderHost : IAsyncDisposable
{
    private readonly IHost _host;

    private OrderHost(IHost host) => _host = host;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public static Task<OrderHost> StartAsync(TestDatabase database, TimeSpan? overdue = null, Action<PersistenceOptions>? configure = null) =>
        StartAsync(database.Source, overdue, configure);

    public static async Task<OrderHost> StartAsync(NpgsqlDataSource source, TimeSpan? overdue = null, Action<PersistenceOptions>? configure = null)
    {
        var options = new PersistenceOptions { Embedded = true };
        configure?.Invoke(options);
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(source);
        builder.Services.AddSingleton(new OrderTimes(overdue ?? TimeSpan.FromHours(1)));
        builder.Services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddPostgresPersistence(options);
            bus.AddConsumer<OrderCounter>();
            bus.AddConsumer<CountAnswerer>();
            bus.AddSagaStateMachine<OrderStateMachine, OrderState>().PostgresRepository("orders", map => map
                .Journal(order => order.CurrentState, order => order.Reason)
                .LookUp<ShipOrder>("reference", message => message.Reference));
            bus.UsingInMemory((context, configurator) =>
            {
                configurator.UsePostgresTimers();
                configurator.ConfigureEndpoints(context);
            });
        });
        var host = builder.Build();
        await host.StartAsync();
        return new OrderHost(host);
    }

    /// <summary>What an HTTP request does: publish and commit in one unit of work.</summary>
    public async Task PublishAsync<T>(T message, Guid? messageId = null)
        where T : class
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>()
            .Publish(message, c => c.MessageId = messageId ?? NewId.NextGuid());
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(CancellationToken.None);
    }

    /// <summary>Publishes and never commits.</summary>
    public async Task PublishWithoutCommitAsync<T>(T message)
        where T : class
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(message);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

public sealed record CountOrders(Guid QuestionId);

public sealed record OrdersCounted(long Count);

/// <summary>Answers a request: the answer goes through the outbox like any other message.</summary>
public sealed class CountAnswerer(IUnitOfWork unitOfWork) : IConsumer<CountOrders>
{
    public async Task Consume(ConsumeContext<CountOrders> context) => await context.RespondAsync(new OrdersCounted(await unitOfWork.QueryAsync(
        new NpgsqlBatchCommand("select count(*) from orders"),
        async (rows, token) => await rows.ReadAsync(token) ? rows.GetInt64(0) : 0,
        context.CancellationToken)));
}
