using System.Globalization;
using Integration.CrmSync;
using Integration.CrmSync.Events;
using Integration.CrmSync.Sync;
using Integration.Hosting.Messaging;
using Integration.PaymentWorker;
using Integration.Persistence;
using Integration.Persistence.Database;
using Integration.Persistence.Outbox;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Payments;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Simulation.Host;

/// <summary>The product as its own registrations make it, on a model of the world: its clock, its database, its gateways and its transport are the scheduler's. One for many histories, one after another.</summary>
internal sealed class SimulatedHost : IAsyncDisposable
{
    private const string Places = "100000";

    private readonly Microsoft.Extensions.Hosting.IHost _host;

    private SimulatedHost(Microsoft.Extensions.Hosting.IHost host, Endpoints endpoints, Clock clock, IDatabase database, WatchedDatabase watched)
    {
        (_host, Endpoints, Clock, Database, Watched) = (host, endpoints, clock, database, watched);
        Receivers = host.Services.GetRequiredService<OutboxRouter>().Endpoints
            .SelectMany(e => e.Value.Select(queue => (Urn: MessageUrn.ForType(e.Key).ToString(), Queue: QueueOf(queue))))
            .GroupBy(e => e.Urn, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(e => e.Queue).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The queues.</summary>
    public Endpoints Endpoints { get; }

    /// <summary>The history's clock.</summary>
    public Clock Clock { get; }

    /// <summary>Unwatched: what the scheduler asks does not die with a process.</summary>
    public IDatabase Database { get; }

    /// <summary>What the product asks.</summary>
    public WatchedDatabase Watched { get; }

    /// <summary>The queues of a message's type.</summary>
    public IReadOnlyDictionary<string, string[]> Receivers { get; }

    /// <summary>Everything the product registered.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The queue that an address names.</summary>
    public static string QueueOf(Uri address) => address.AbsolutePath.Split('/')[^1];

    /// <summary>Builds it. <paramref name="world"/> puts gateways in the place of those over the network.</summary>
    public static SimulatedHost Build(Clock clock, IDatabase database, Action<IServiceCollection> world)
    {
        Ids.Install();
        // MassTransit keeps the first one it sees for the whole process, and would go on with that of a world that is gone.
        LogContext.ConfigureCurrentLogContext(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Integration"] = "Host=in-memory",
            ["Messaging:Transport"] = nameof(MessagingTransport.InMemory),
            ["Gateways:Stripe:SecretKey"] = "sk_test_sandbox",
            ["Gateways:PayPal:ClientId"] = "paypal_client_sandbox",
            ["Gateways:PayPal:ClientSecret"] = "paypal_secret_sandbox",
            // A dispatch that died holds its place for ever.
            ["Concurrency:Attempts"] = Places, ["Concurrency:Doorbell"] = Places, ["Concurrency:Orphans"] = Places, ["Concurrency:Disputes"] = Places,
            ["Concurrency:RefundCalls"] = Places, ["Concurrency:RefundDoorbell"] = Places, ["Concurrency:OperatorAudit"] = Places,
            ["Secrets:TokenKeys:0"] = Convert.ToBase64String(new byte[32]),
        });
        var endpoints = new Endpoints();
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(clock);
        // As on a broker: one row a message, and the fan-out is the broker's.
        services.AddSingleton(new PersistenceOptions { Embedded = false, RetryMilliseconds = [0] });
        var watched = new WatchedDatabase(database);
        services.AddSingleton<IDatabase>(watched);
        services.AddSingleton<IHandOver>(new Relay(clock));
        services.AddSingleton(typeof(ILogger<>), typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>));
        services.AddPayments(builder.Configuration);
        world(services);
        CrmService.AddCrm(builder);
        // Set by itself: more places than any process should have.
        services.AddSingleton(Options.Create(new SyncOptions { ConcurrentEvents = int.Parse(Places, CultureInfo.InvariantCulture) }));
        builder.AddIntegrationMessaging(bus =>
        {
            PaymentService.AddConsumers(bus);
            bus.AddConsumer<PaymentEventConsumer, PaymentEventConsumerDefinition>();
            bus.AddConfigureEndpointsCallback((name, endpoint) => endpoints.Configured(name, endpoint));
        });
        var host = builder.Build();
        _ = host.Services.GetRequiredService<IBusInstance>();
        endpoints.Built();
        return new(host, endpoints, clock, database, watched);
    }

    /// <summary>What another agent or the ingress does: publishes, and the message is committed when this returns.</summary>
    public async Task PublishAsync(object message, Guid messageId)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(message, message.GetType(), Pipe.Execute<PublishContext>(c => c.MessageId = messageId));
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(CancellationToken.None);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
