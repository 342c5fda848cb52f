using System.Globalization;
using Integration.Hosting.Messaging;
using Integration.Persistence.Tests;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Integration.Hosting.Tests;

/// <summary>A database and a virtual host of one test's own, on the real PostgreSQL and RabbitMQ that <c>deploy/local/test</c> starts.</summary>
public abstract class BrokerSpec : IAsyncLifetime
{
    private readonly TestVirtualHost _virtualHost = new();

    protected TestDatabase Database { get; } = new();

    protected Uri Broker => _virtualHost.Address;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await Database.ExecuteAsync(OrderState.Table);
        await Database.ExecuteAsync(PaymentRecorder.Table);
        await _virtualHost.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        await _virtualHost.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A service as the product builds it: AddIntegrationMessaging on RabbitMQ.</summary>
    protected Task<BrokerHost> StartAsync(Action<IBusRegistrationConfigurator> configure, params (string Key, string Value)[] settings) =>
        BrokerHost.StartAsync(Database.ConnectionString, Broker, configure, settings);

    /// <summary>Waits until so many messages lie in a queue.</summary>
    protected async Task MessagesAreAsync(string queue, uint count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        uint? messages;
        while ((messages = await MessagesAsync(queue)) != count)
        {
            deadline.IsCancellationRequested.ShouldBeFalse($"{queue} holds {messages?.ToString(CultureInfo.InvariantCulture) ?? "nothing, it does not exist"}, not {count}");
            await poll.WaitForNextTickAsync();
        }
    }

    private async Task<uint?> MessagesAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return null;
        }
    }

    protected Task NothingInFlightAsync() => Database.UntilAsync("messaging.outbox where not is_timer", n => n == 0);
}

public sealed class BrokerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private BrokerHost(IHost host) => _host = host;

    public static async Task<BrokerHost> StartAsync(
        string database, Uri broker, Action<IBusRegistrationConfigurator> configure, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Integration"] = database,
            ["ConnectionStrings:RabbitMq"] = broker.ToString(),
            ["Messaging:Transport"] = "RabbitMq",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddSingleton(new OrderTimes(TimeSpan.FromHours(1)));
        builder.AddIntegrationMessaging(configure);
        var host = builder.Build();
        await host.StartAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, deadline.Token);
        return new BrokerHost(host);
    }

    /// <summary>What an HTTP request does: publish and commit in one unit of work.</summary>
    public async Task PublishAsync<T>(T message, Guid? messageId = null)
        where T : class
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(message, c => c.MessageId = messageId ?? NewId.NextGuid());
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
