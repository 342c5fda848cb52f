using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.Persistence.Database;
using Integration.Simulation.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Integration.Simulation.Crm;

/// <summary>One process that talks to the CRM: its holder of the connection, its store and its rounds, as the product has them. Its steps are those of <c>SyncService</c>, without the look at the CRM's
/// fields, without what the CRM rings about, and when the scheduler says so.</summary>
internal sealed class CrmProcess
{
    private readonly ConnectionStore _connection;
    private readonly SyncRound _round;
    private readonly SyncOptions _options;
    private readonly string _crm;
    private readonly Clock _clock;

    public CrmProcess(IServiceProvider services, Clock clock)
    {
        var (database, steady, options) = (services.GetRequiredService<IDatabase>(), new SteadyClock(clock), services.GetRequiredService<IOptions<SyncOptions>>());
        _connection = new ConnectionStore(database, steady);
        var records = new RecordStore(database, _connection, steady);
        var (book, plan) = (services.GetRequiredService<ICrmProvider>(), services.GetRequiredService<MappingPlan>());
        _round = new SyncRound(
            services.GetRequiredService<IServiceScopeFactory>(), book, records, _connection,
            services.GetRequiredService<RecordMapper>(), plan, new SchemaCheck(book, plan), new Strays(records, steady), services.GetRequiredService<SyncTelemetry>(), options, steady, NullLogger<SyncRound>.Instance);
        (_options, _crm, _clock) = (options.Value, services.GetRequiredService<ICrmProvider>().Name, clock);
    }

    /// <summary>Sends a batch. False: there is none, another process holds the connection, or it is paused.</summary>
    public async Task<bool> StepAsync()
    {
        await _round.CorrectAsync(CancellationToken.None);
        var (lease, late) = (TimeSpan.FromSeconds(_options.LeaseSeconds), TimeSpan.FromSeconds(_options.LeaseSeconds + _options.LateSeconds));
        if (await _connection.HoldAsync(_crm, lease, late, CancellationToken.None) is not { } hold || hold.PausedUntil > _clock.Now)
        {
            return false;
        }

        try
        {
            var worked = await _round.RunAsync(hold, CancellationToken.None);
            if (worked && hold.Failures > 0)
            {
                await _connection.AnsweredAsync(_crm, hold, CancellationToken.None);
            }

            return worked;
        }
        catch (CrmCallException failure)
        {
            await _round.PauseAsync(hold, failure, forAPerson: false, CancellationToken.None);
            return false;
        }
    }
}
