using System.Text.Json;
using Integration.Contracts.Crm;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Providers.Calls;
using Integration.CrmSync.Records;
using Refusal = Integration.CrmSync.Records.Refusal;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Sync;

/// <summary>One batch to the CRM: claim, call without a connection to PostgreSQL, write down what came of it (SAFETY R5). What is lost in between is sent again.</summary>
internal sealed partial class SyncRound(
    IServiceScopeFactory scopes, ICrmProvider crm, RecordStore records, ConnectionStore connection, RecordMapper mapper, MappingPlan plan, SyncTelemetry telemetry,
    IOptions<SyncOptions> options, TimeProvider time, ILogger<SyncRound> log)
{
    private static readonly RecordKind[] Kinds = [RecordKind.Customer, RecordKind.Payment, RecordKind.Entry];

    private SyncOptions Options => options.Value;

    /// <summary>Sends the next batch; false when there is none.</summary>
    /// <exception cref="CrmCallException">The CRM did not say what became of it; it is sent again.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        foreach (var kind in Kinds)
        {
            var size = Math.Min(Options.BatchSize ?? crm.MaxBatch, crm.MaxBatch);
            var batch = await records.ClaimAsync(crm.Name, hold, kind, size, TimeSpan.FromSeconds(Options.LingerSeconds), cancellationToken);
            if (batch.Count > 0)
            {
                await SendAsync(hold, kind, batch, cancellationToken);
                return true;
            }
        }

        return false;
    }

    private async Task SendAsync(Hold hold, RecordKind kind, IReadOnlyList<Claimed> batch, CancellationToken cancellationToken)
    {
        var writes = await WritesAsync(kind, batch, cancellationToken);
        IReadOnlyList<CrmWriteAnswer> answers;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Options.LeaseSeconds * 0.8), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            answers = await crm.UpsertAsync(plan.Of(kind).Object, writes, either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var told = failure as CrmCallException ?? Unanswered(failure);
            var now = time.GetUtcNow();
            await records.UnsentAsync(hold, kind, batch, told.Kind == CrmFailureKind.Unanswered ? now.AddSeconds(Options.LateSeconds) : now, cancellationToken);
            throw told;
        }

        await KeepAsync(hold, kind, batch, writes, answers, cancellationToken);
    }

    private async Task<IReadOnlyList<CrmWrite>> WritesAsync(RecordKind kind, IReadOnlyList<Claimed> batch, CancellationToken cancellationToken)
    {
        var facts = await records.FactsAsync(batch.Select(b => b.PaymentId).OfType<Guid>(), cancellationToken);
        return [.. batch.Select(record =>
        {
            var payment = record.PaymentId is { } id ? facts[id] : null;
            return mapper.Map(kind, new(record.Key, record.Version, payment, kind == RecordKind.Entry ? payment!.Entry(record.Key) : null), record.Parent);
        })];
    }

    /// <summary>Nothing is sent for a while; the reason stands in ops.crm_connection and beside every record that waits.</summary>
    public async Task PauseAsync(Hold hold, CrmCallException failure, CancellationToken cancellationToken)
    {
        // What only a person can change is looked at at the slowest pace at once.
        var wait = failure.Kind is CrmFailureKind.Unauthorized or CrmFailureKind.Refused ? TimeSpan.FromSeconds(Options.MaxPauseSeconds) : Options.Pause(hold.Failures + 1);
        wait = failure.RetryAfter is { } asked && asked > wait ? asked : wait;
        var until = time.GetUtcNow() + wait;
        await connection.PauseAsync(crm.Name, hold, failure.Kind.ToString(), failure.Message, until, cancellationToken);
        telemetry.CallFailed(crm.Name, failure.Kind);
        LogFailed(log, crm.Name, failure.Kind, failure.Message, until);
    }

    private async Task KeepAsync(Hold hold, RecordKind kind, IReadOnlyList<Claimed> batch, IReadOnlyList<CrmWrite> writes, IReadOnlyList<CrmWriteAnswer> answers, CancellationToken cancellationToken)
    {
        var byKey = batch.ToDictionary(b => b.Key);
        var sent = writes.ToDictionary(w => w.Key, w => JsonSerializer.Serialize(w.Fields.ToDictionary(f => f.Key, f => SentValue.Text(f.Value))));
        var written = answers.Where(a => a.Written).Select(a => (Record: byKey[a.Key], Id: a.Id!, Sent: sent[a.Key])).ToList();
        var refused = answers.Where(a => !a.Written).Select(a => Refused(byKey[a.Key], a)).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var publisher = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
        var now = time.GetUtcNow();
        IReadOnlySet<string> ours = new HashSet<string>();
        if (written.Count > 0)
        {
            ours = await records.WrittenAsync(unitOfWork, crm.Name, hold, kind, written, cancellationToken);
            foreach (var (record, id, _) in written.Where(w => ours.Contains(w.Record.Key)))
            {
                await publisher.Publish(Synced(kind, record, id, now), cancellationToken);
            }
        }

        var setAside = new Dictionary<string, bool>();
        if (refused.Count > 0)
        {
            setAside = await records.RefusedAsync(unitOfWork, crm.Name, hold, kind, refused, cancellationToken);
            foreach (var refusal in refused.Where(r => setAside.GetValueOrDefault(r.Record.Key)))
            {
                await publisher.Publish(Failed(kind, refusal, now), cancellationToken);
            }
        }

        await unitOfWork.CommitAsync(cancellationToken);
        telemetry.Sent(crm.Name, kind, ours.Count, setAside.Count(s => s.Value));
        if (written.Where(w => !ours.Contains(w.Record.Key)).Select(w => w.Record).ToList() is { Count: > 0 } strays)
        {
            LogOverwritten(log, strays.Count, crm.Name);
            await records.OverwrittenAsync(kind, strays, now.AddSeconds(Options.LateSeconds), cancellationToken);
        }
    }

    private Refusal Refused(Claimed record, CrmWriteAnswer answer) => new(
        record, answer.Code ?? "unknown", answer.Reason ?? "the CRM did not say why",
        answer.Passing && record.Tries + 1 < Options.MaxTries ? time.GetUtcNow() + Options.Pause(record.Tries + 1) : null);

    private CrmRecordSynced Synced(RecordKind kind, Claimed record, string id, DateTimeOffset now) => new()
    {
        Crm = crm.Name, Kind = kind.Word(), Key = record.Key, PaymentId = record.PaymentId, RecordType = plan.Of(kind).Object.Type, RecordId = id, Version = record.Version, SyncedAt = now,
    };

    private CrmSyncFailed Failed(RecordKind kind, Refusal refusal, DateTimeOffset now) => new()
    {
        Crm = crm.Name, Kind = kind.Word(), Key = refusal.Record.Key, PaymentId = refusal.Record.PaymentId, Version = refusal.Record.Version, Code = refusal.Code, Reason = refusal.Reason,
        Advice = $"correct what the CRM objects to, there or in the mapping, then: crm retry --kind {kind.Word()} --key {refusal.Record.Key}", FailedAt = now,
    };

    private static CrmCallException Unanswered(Exception failure) =>
        new(CrmFailureKind.Unanswered, failure is OperationCanceledException ? "no answer within the time of a batch" : $"the call broke: {failure.GetType().Name}", cause: failure);

    [LoggerMessage(60, LogLevel.Warning, "{Crm} did not take a call ({Kind}): {Reason}; the next one goes out at {Until:O}")]
    private static partial void LogFailed(ILogger logger, string crm, CrmFailureKind kind, string reason, DateTimeOffset until);

    [LoggerMessage(61, LogLevel.Warning, "{Count} records were sent to {Crm} although another process holds the connection by now: they are sent once more")]
    private static partial void LogOverwritten(ILogger logger, int count, string crm);
}
