using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Sync;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Inbound;

/// <summary>Asks a CRM that does not ring what changed, and rings for it: what follows is the same. A page is written down before the next is asked for; whoever takes over goes on from there.</summary>
internal sealed partial class ChangePoll(
    ICrmProvider crm, PollStore store, MappingPlan plan, SyncTelemetry telemetry, IOptions<InboundOptions> options, IOptions<SyncOptions> pace, TimeProvider time, ILogger<ChangePoll> log)
{
    private readonly Dictionary<InboundKind, Progress> _progress = [];
    private readonly KindPauses _pauses = new(pace, options, time);

    private InboundOptions Options => options.Value;

    /// <summary>Reads the next page that is due; false when there is none. A CRM that refuses to say, or does not let us ask, holds nothing else up; one that does not answer is left alone for a while, with the reason.</summary>
    /// <exception cref="CrmCallException">The CRM did not answer; nothing is lost.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        if (crm is not ICrmChangeFeed feed)
        {
            return false;
        }

        // The one that was not read for longest: the pages of the other may have no end.
        foreach (var kind in Enum.GetValues<InboundKind>().Where(kind => Options.Of(kind).RecordType.Length > 0 && !_pauses.Hold(kind)).OrderBy(kind => _progress.GetValueOrDefault(kind)?.At))
        {
            var progress = _progress.GetValueOrDefault(kind);
            if (progress is null || progress.Next is not null || time.GetUtcNow() - progress.At >= TimeSpan.FromSeconds(Options.PollSeconds))
            {
                // What was not written down under another epoch is asked for anew.
                await ReadAsync(feed, hold, kind, progress is { Next: not null } && progress.Epoch == hold.Epoch ? progress : null, cancellationToken);
                return true;
            }
        }

        return false;
    }

    private async Task ReadAsync(ICrmChangeFeed feed, Hold hold, InboundKind kind, Progress? going, CancellationToken cancellationToken)
    {
        var began = going?.Began ?? time.GetUtcNow();
        var since = await store.SinceAsync(kind, TimeSpan.FromSeconds(Options.OverlapSeconds), cancellationToken);
        var asked = time.GetTimestamp();
        CrmChangePage page;
        using var limit = hold.Limit(time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            page = await feed.ChangesAsync(plan.Of(kind.Mirrors()).Object.Type, since, going?.Next, either.Token);
            _pauses.End(kind);
        }
        catch (CrmCallException refused) when (refused.Kind == CrmFailureKind.Refused || refused.IsOfOneRight)
        {
            // A page that is not there any more: from the beginning, the next time.
            _progress[kind] = new(hold.Epoch, time.GetUtcNow(), began, null);
            await store.RefusedAsync(kind, refused.Message, cancellationToken);
            telemetry.CallFailed(crm.Name, refused.Kind);
            LogRefused(log, crm.Name, kind.Word(), refused.Message);
            return;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var failed = CrmCallException.Of(failure);
            if (!failed.HoldsForAll)
            {
                _pauses.Begin(kind, failed, time.GetElapsedTime(asked));
                await store.FailedAsync(kind, failed.Message, cancellationToken);
                telemetry.CallFailed(crm.Name, failed.Kind);
                LogRefused(log, crm.Name, kind.Word(), failed.Message);
            }

            throw failed;
        }

        // All that was there when the look began is read with the last page; the clocks may differ, and what was under way is within the overlap of the next.
        DateTimeOffset? whole = page.Next is null ? began.AddSeconds(-Options.OverlapSeconds) : null;
        await store.KeepAsync(crm.Name, hold, kind, page.Changes, whole, TimeSpan.FromSeconds(Options.QuietSeconds), TimeSpan.FromSeconds(Options.LingerSeconds), cancellationToken);
        _progress[kind] = new(hold.Epoch, time.GetUtcNow(), began, page.Next);
    }

    /// <param name="Epoch">Who holds the connection.</param>
    /// <param name="At">When a page was read.</param>
    /// <param name="Began">When the first page of the look was asked for.</param>
    /// <param name="Next">The page that follows it.</param>
    private sealed record Progress(long Epoch, DateTimeOffset At, DateTimeOffset Began, string? Next);

    [LoggerMessage(64, LogLevel.Warning, "{Crm} does not say which {Kind}s changed: {Reason}")]
    private static partial void LogRefused(ILogger logger, string crm, string kind, string reason);
}
