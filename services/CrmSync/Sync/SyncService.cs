using Integration.CrmSync.Forgetting;
using Integration.CrmSync.Inbound;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Sync;

/// <summary>Sends what waits, in the one process that holds the connection to the CRM; the others wait to take over.</summary>
internal sealed partial class SyncService(
    ICrmProvider crm, ConnectionStore connection, SyncRound round, SchemaCheck schema, InboundRound inbound, ChangePoll poll, ForgetRound forget, SyncSampler sampler, IOptions<SyncOptions> options, TimeProvider time, ILogger<SyncService> log)
    : BackgroundService
{
    private (long Epoch, DateTimeOffset At) _checked = (-1, DateTimeOffset.MinValue);

    private SyncOptions Options => options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(await StepAsync(stoppingToken), time, stoppingToken);
            }
        }
        finally
        {
            await LetGoAsync();
        }
    }

    private async Task<TimeSpan> StepAsync(CancellationToken cancellationToken)
    {
        var poll = TimeSpan.FromSeconds(Options.PollSeconds);
        try
        {
            await sampler.SampleAsync(crm, cancellationToken);
            await round.CorrectAsync(cancellationToken);
            if (await HoldAsync(cancellationToken) is not { } hold)
            {
                return poll;
            }

            if (hold.PausedUntil > time.GetUtcNow())
            {
                return poll;
            }

            var fits = await FitsAsync(hold, cancellationToken);
            if (fits == false)
            {
                await EraseAsync(hold, cancellationToken);
            }

            return fits == true && await WorkAsync(hold, cancellationToken) ? TimeSpan.Zero : poll;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // What was claimed and not written down is taken over from ourselves, and sent again. The service must not end for it: events have to be kept.
            connection.Abandon();
            LogFailed(log, failure);
            return TimeSpan.FromSeconds(Math.Max(1, Options.PollSeconds));
        }
    }

    private Task<Hold?> HoldAsync(CancellationToken cancellationToken) => connection.HoldAsync(
        crm.Name, TimeSpan.FromSeconds(Options.LeaseSeconds), TimeSpan.FromSeconds(Options.LeaseSeconds + Options.LateSeconds), cancellationToken);

    /// <summary>Out first: what the CRM tells can wait for a batch, and is then true of it. A batch that the CRM does not take keeps neither an erasure nor what the CRM tells from its turn, unless
    /// the CRM asks to be left alone or does not know us. Reads that fail wait alone, with their reasons, and hold up nothing that is sent.</summary>
    private async Task<bool> WorkAsync(Hold hold, CancellationToken cancellationToken)
    {
        var worked = false;
        var misfit = false;
        CrmCallException? failure = null;
        foreach (var (step, reads) in ((Func<Hold, CancellationToken, Task<bool>> Step, bool Reads)[])[(round.RunAsync, false), (forget.RunAsync, false), (poll.RunAsync, true), (inbound.RunAsync, true)])
        {
            try
            {
                worked |= await step(hold, cancellationToken);
            }
            catch (CrmCallException failed)
            {
                if (!reads || failed.HoldsForAll)
                {
                    misfit |= failed.Kind == CrmFailureKind.Refused;
                    failure = failure is null || failed.HoldsForAll ? failed : failure;
                }

                // It may have taken all of the time that the hold leaves for calls.
                if (failed.HoldsForAll || await HoldAsync(cancellationToken) is not { } renewed || renewed.Epoch != hold.Epoch)
                {
                    break;
                }

                hold = renewed;
            }
        }

        if (failure is not null)
        {
            // A refused call may be the mapping's fault: it is looked at before anything else is sent.
            _checked = misfit ? (-1, DateTimeOffset.MinValue) : _checked;
            await round.PauseAsync(hold, failure, failure.IsOfTheMapping, cancellationToken);
            return false;
        }

        if (worked && hold.Failures > 0)
        {
            await connection.AnsweredAsync(crm.Name, hold, cancellationToken);
        }

        return worked;
    }

    /// <summary>What the law wants waits for no mapping of payments. One at each look at the mapping, whose fault stays what is told.</summary>
    private async Task EraseAsync(Hold hold, CancellationToken cancellationToken)
    {
        try
        {
            await forget.RunAsync(hold, cancellationToken);
        }
        catch (CrmCallException failure)
        {
            LogNotErased(log, failure);
        }
    }

    /// <summary>A mapping that the CRM would refuse sends nothing: every record would be set aside for a fault that is not its own. Null: the CRM does not say whether it would.</summary>
    private async Task<bool?> FitsAsync(Hold hold, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_checked.Epoch == hold.Epoch && now - _checked.At < TimeSpan.FromMinutes(Options.SchemaMinutes))
        {
            return true;
        }

        try
        {
            var problems = await schema.RunAsync(cancellationToken);
            if (problems.Count == 0)
            {
                _checked = (hold.Epoch, now);
                return true;
            }

            await round.PauseAsync(hold, CrmCallException.Misfit(problems), forAPerson: true, cancellationToken);
            return false;
        }
        catch (CrmCallException failure)
        {
            await round.PauseAsync(hold, failure, forAPerson: false, cancellationToken);
            return null;
        }
    }

    private async Task LetGoAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
            await connection.ReleaseAsync(crm.Name, limit.Token);
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or OperationCanceledException)
        {
            // The lease runs out by itself.
            LogFailed(log, failure);
        }
    }

    [LoggerMessage(65, LogLevel.Warning, "A customer could not be erased while the mapping does not fit; it is tried again with the next look at it")]
    private static partial void LogNotErased(ILogger logger, Exception failure);

    [LoggerMessage(62, LogLevel.Warning, "A step of the CRM's synchronisation failed; it is made again")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
