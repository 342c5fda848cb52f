using Integration.Benchmarks.Flow;
using JasperFx.Resources;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Postgresql;

namespace Integration.Benchmarks.Contenders;

/// <summary>Wolverine on PostgreSQL with its durable settings for one node: durable local queues (every message is stored before it is
/// handled), saga storage and inbox in one transaction, as many handlers at once as we run, and the same driver settings as ours.</summary>
internal sealed class Peer : IContender
{
    private readonly IHost _host;
    private readonly NpgsqlDataSource _source;
    private readonly Completions _completions;

    private Peer(Database database, IHost host, NpgsqlDataSource source)
    {
        Database = database;
        _host = host;
        _source = source;
        _completions = host.Services.GetRequiredService<Completions>();
    }

    public string Name => "peer";

    public Database Database { get; }

    public static async Task<Peer> StartAsync(Database database, int concurrency)
    {
        var driver = new NpgsqlDataSourceBuilder(database.ConnectionString);
        driver.ConnectionStringBuilder.NoResetOnClose = true;
        driver.ConnectionStringBuilder.MaxAutoPrepare = 100;
        var source = driver.Build();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<Completions>();
        builder.UseWolverine(options =>
        {
            options.Durability.Mode = DurabilityMode.Solo;
            options.PersistMessagesWithPostgresql(source, "wolverine");
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
            options.Policies.AllLocalQueues(queue => queue.MaximumParallelMessages(concurrency));
            options.UseRuntimeCompilation();
            options.Discovery.DisableConventionalDiscovery().IncludeType<PeerSaga>().IncludeType<PeerGateway>();
            options.Services.AddResourceSetupOnStartup();
        });
        var host = builder.Build();
        // It prints the statements that make its tables; the standard output is for figures.
        var output = Console.Out;
        Console.SetOut(Console.Error);
        await host.StartAsync();
        Console.SetOut(output);
        var peer = new Peer(database, host, source);
        // It makes the saga's table when the first saga is stored; sixteen first sagas at once would fail over it.
        await peer.RunOneAsync();
        return peer;
    }

    public async Task RunOneAsync()
    {
        var saga = Guid.CreateVersion7();
        var done = _completions.Expect(saga);
        await _host.MessageBus().PublishAsync(new StartPayment(saga, 1999, "stripe"));
        await done;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _source.DisposeAsync();
    }
}
