using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>One process of the embedded kind: in-memory transport, everything durable in PostgreSQL.</summary>
public sealed class OrderHost : IAsyncDisposable
{
    private readonly IHost _host;

    private OrderHost(IHost host) => _host = host;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public static async Task<OrderHost> StartAsync(TestDatabase database, TimeSpan? overdue = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(database.Source);
        builder.Services.AddSingleton(new OrderTimes(overdue ?? TimeSpan.FromHours(1)));
        builder.Services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddPostgresPersistence(new PersistenceOptions { Embedded = true });
            bus.AddConsumer<OrderCounter>();
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

/// <summary>A plain consumer that writes through its message's unit of work.</summary>
public sealed class OrderCounter(IUnitOfWork unitOfWork) : IConsumer<OrderPlaced>
{
    public Task Consume(ConsumeContext<OrderPlaced> context)
    {
        unitOfWork.Enqueue(new NpgsqlBatchCommand("insert into counted values ($1)") { Parameters = { new() { Value = context.Message.OrderId } } });
        return Task.CompletedTask;
    }
}
