using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Sync;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Inbound;

/// <summary>Asks a CRM that does not ring what changed, and rings for it: what follows is the same. A page is written down before the next is asked for; whoever takes over goes on from there.</summary>
internal sealed partial class ChangePoll(
    ICrmProvider crm, PollStore store, MappingPlan plan, SyncTelemetry telemetry, IOptions<InboundOptions> options, TimeProvider time, ILogger<ChangePoll> log)
{
    private readonly Dictionary<InboundKind, Progress> _progress = [];

    private InboundOptions Options => options.Value;

    /// <summary>Reads the next page that is due; false when there is none. A CRM that refuses to say holds nothing else up.</summary>
    /// <exception cref="CrmCallException">The CRM did not answer; nothing is lost.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        if (crm is not ICrmChangeFeed feed)
        {
            return false;
        }

        foreach (var kind in Enum.GetValues<InboundKind>().Where(kind => Options.Of(kind).RecordType.Length > 0))
        {
            var progress = _progress.GetValueOrDefault(kind);
            if (progress is null || progress.Epoch != hold.Epoch || progress.Next is not null || time.GetUtcNow() - progress.At >= TimeSpan.FromSeconds(Options.PollSeconds))
            {
                await ReadAsync(feed, hold, kind, progress?.Epoch == hold.Epoch ? progress.Next : null, cancellationToken);
                return true;
            }
        }

        return false;
    }

    private async Task ReadAsync(ICrmChangeFeed feed, Hold hold, InboundKind kind, string? next, CancellationToken cancellationToken)
    {
        var since = await store.SinceAsync(kind, TimeSpan.FromSeconds(Options.OverlapSeconds), cancellationToken);
        CrmChangePage page;
        using var limit = hold.Limit(time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            page = await feed.ChangesAsync(plan.Of(kind.Mirrors()).Object.Type, since, next, either.Token);
        }
        catch (CrmCallException refused) when (refused.Kind == CrmFailureKind.Refused)
        {
            // A page that is not there any more: from the beginning, the next time.
            _progress[kind] = new(hold.Epoch, time.GetUtcNow(), null);
            await store.RefusedAsync(kind, refused.Message, cancellationToken);
            telemetry.CallFailed(crm.Name, refused.Kind);
            LogRefused(log, crm.Name, kind.Word(), refused.Message);
            return;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw CrmCallException.Of(failure);
        }

        await store.KeepAsync(crm.Name, hold, kind, page.Changes, TimeSpan.FromSeconds(Options.QuietSeconds), TimeSpan.FromSeconds(Options.LingerSeconds), cancellationToken);
        _progress[kind] = new(hold.Epoch, time.GetUtcNow(), page.Next);
    }

    /// <param name="Epoch">Who holds the connection.</param>
    /// <param name="At">When a page was read.</param>
    /// <param name="Next">The page that follows it.</param>
    private sealed record Progress(long Epoch, DateTimeOffset At, string? Next);

    [LoggerMessage(64, LogLevel.Warning, "{Crm} does not say which {Kind}s changed: {Reason}")]
    private static partial void LogRefused(ILogger logger, string crm, string kind, string reason);
}
