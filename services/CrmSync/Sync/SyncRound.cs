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
    IServiceScopeFactory scopes, ICrmProvider crm, RecordStore records, ConnectionStore connection, RecordMapper mapper, MappingPlan plan, SchemaCheck schema, Strays strays, SyncTelemetry telemetry,
    IOptions<SyncOptions> options, TimeProvider time, ILogger<SyncRound> log)
{
    /// <summary>The longest that a CRM is believed when it asks to be left alone.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly RecordKind[] Kinds = [RecordKind.Customer, RecordKind.Payment, RecordKind.Entry];

    private const int MaxRemembered = 10_000;

    private readonly Dictionary<RecordKind, int> _sizes = Kinds.ToDictionary(kind => kind, _ => int.MaxValue);
    private readonly HashSet<RecordKind> _suspected = [];
    private int _batches;
    private long _taken;
    private readonly Dictionary<(RecordKind Kind, string Key), long> _failedAlone = [];

    private SyncOptions Options => options.Value;

    /// <summary>Writes down which records have to be sent once more because another process held the connection when a call of this one ended.</summary>
    public Task CorrectAsync(CancellationToken cancellationToken) => strays.CorrectAsync(cancellationToken);

    /// <summary>Sends the next batch; false when there is none. The kinds take turns, and every fourth batch is of the oldest: nothing is kept waiting for ever by what is fresher.</summary>
    /// <exception cref="CrmCallException">The CRM did not say what became of it; it is sent again.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Kinds.Length; i++)
        {
            var kind = Kinds[(_batches + i) % Kinds.Length];
            var size = Math.Min(_sizes[kind], Math.Min(Options.BatchSize ?? crm.MaxBatch, crm.MaxBatch));
            var batch = await records.ClaimAsync(crm.Name, hold, kind, size, TimeSpan.FromSeconds(Options.LingerSeconds), freshestFirst: _batches % 4 != 3, cancellationToken);
            if (batch.Count > 0)
            {
                _batches++;
                await SendAsync(hold, kind, await WithoutTwinsAsync(hold, kind, batch, cancellationToken), cancellationToken);
                return true;
            }
        }

        return false;
    }

    /// <summary>CRMs do not tell upper from lower case, and take no two of a key in one call.</summary>
    private async Task<IReadOnlyList<Claimed>> WithoutTwinsAsync(Hold hold, RecordKind kind, IReadOnlyList<Claimed> batch, CancellationToken cancellationToken)
    {
        var first = batch.DistinctBy(b => b.Key, StringComparer.OrdinalIgnoreCase).ToList();
        if (first.Count < batch.Count)
        {
            await records.UnsentAsync(hold, kind, [.. batch.Except(first)], null, tried: false, cancellationToken);
        }

        return first;
    }

    private async Task SendAsync(Hold hold, RecordKind kind, IReadOnlyList<Claimed> batch, CancellationToken cancellationToken)
    {
        var writes = await WritesAsync(kind, batch, cancellationToken);
        IReadOnlyList<CrmWriteAnswer> answers;
        using var limit = hold.Limit(time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            answers = await crm.UpsertAsync(plan.Of(kind).Object, writes, either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(hold, kind, batch, writes, CrmCallException.Of(failure), cancellationToken);
            return;
        }

        _sizes[kind] = (int)Math.Min(int.MaxValue, _sizes[kind] * 2L);
        _suspected.Remove(kind);
        _taken++;
        var doubtful = answers.Where(a => a.OfAField).ToList();
        if (doubtful.Count < answers.Count)
        {
            await KeepAsync(hold, kind, batch, writes, [.. answers.Where(a => !a.OfAField)], cancellationToken);
        }

        if (doubtful.Count > 0)
        {
            await DoubtAsync(hold, kind, [.. batch.IntersectBy(doubtful.Select(a => a.Key), b => b.Key)], writes, doubtful, either.Token, cancellationToken);
        }
    }

    /// <summary>A field that is not there any more, or that nobody may write, is the fault of no record: before one is set aside for it, the mapping is looked at again.</summary>
    private async Task DoubtAsync(
        Hold hold, RecordKind kind, IReadOnlyList<Claimed> batch, IReadOnlyList<CrmWrite> writes, IReadOnlyList<CrmWriteAnswer> answers, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            if (await schema.RunAsync(limit) is { Count: > 0 } problems)
            {
                throw CrmCallException.Misfit(problems);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(hold, kind, batch, writes, CrmCallException.Of(failure), cancellationToken);
            return;
        }

        await KeepAsync(hold, kind, batch, writes, answers, cancellationToken);
    }

    /// <summary>When calls cannot be understood, end in nothing or break the CRM, one of their records may be why: from the second of a kind in a row on they are half as large, whatever
    /// other kinds do meanwhile. A record that fails alone while others are taken is set aside; an outage sets none aside.</summary>
    private async Task FailAsync(Hold hold, RecordKind kind, IReadOnlyList<Claimed> batch, IReadOnlyList<CrmWrite> writes, CrmCallException failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var suspect = !failure.IsOfTheMapping && (failure.Kind is CrmFailureKind.Unanswered or CrmFailureKind.Refused || failure.MayLieInARecord);
        var counts = suspect && batch is [var only] && OthersWereTaken(kind, only.Key);
        if (suspect && batch is [var alone] && ((counts && alone.Tries + 1 >= Options.MaxTries) || failure.InnerException is ArgumentException))
        {
            await KeepAsync(hold, kind, batch, writes, [new(alone.Key, null, failure.Kind.ToString(), failure.Message)], cancellationToken);
            return;
        }

        if (suspect && (!_suspected.Add(kind) || hold.Failures > 0))
        {
            _sizes[kind] = Math.Max(1, batch.Count / 2);
        }

        var late = failure.Kind == CrmFailureKind.Unanswered ? now.AddSeconds(Options.LateSeconds) : now;
        var backoff = suspect && batch.Count == 1 ? now + Options.Pause(batch[0].Tries + 1) : now;
        var ours = await records.UnsentAsync(hold, kind, batch, late > backoff ? late : backoff, counts, cancellationToken);
        await strays.AddAsync(kind, batch.Where(b => !ours.Contains(b.Key)), Options.LateSeconds, cancellationToken);
        throw failure;
    }

    /// <summary>True when a call was answered since the record last failed alone.</summary>
    private bool OthersWereTaken(RecordKind kind, string key)
    {
        var before = _failedAlone.GetValueOrDefault((kind, key), -1);
        if (_failedAlone.Count >= MaxRemembered)
        {
            _failedAlone.Clear();
        }

        _failedAlone[(kind, key)] = _taken;
        return _taken > before;
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
    /// <param name="forAPerson">Only a person can change it: it is looked at at the slowest pace at once.</param>
    public async Task PauseAsync(Hold hold, CrmCallException failure, bool forAPerson, CancellationToken cancellationToken)
    {
        var slow = forAPerson || failure.Kind == CrmFailureKind.Unauthorized || (failure.Kind == CrmFailureKind.Refused && _sizes.ContainsValue(1));
        var wait = slow ? TimeSpan.FromSeconds(Options.MaxPauseSeconds) : Options.Pause(hold.Failures + 1);
        wait = failure.RetryAfter is { } asked && asked > wait ? asked < Longest ? asked : Longest : wait;
        var until = time.GetUtcNow() + wait;
        await connection.PauseAsync(crm.Name, hold, failure.Kind.ToString(), failure.Message, until, cancellationToken);
        telemetry.CallFailed(crm.Name, failure.Kind);
        LogFailed(log, crm.Name, failure.Kind, failure.Message, until);
    }

    private async Task KeepAsync(
        Hold hold, RecordKind kind, IReadOnlyList<Claimed> batch, IReadOnlyList<CrmWrite> writes, IReadOnlyList<CrmWriteAnswer> answers, CancellationToken cancellationToken)
    {
        var byKey = batch.ToDictionary(b => b.Key);
        var sent = writes.ToDictionary(w => w.Key, w => JsonSerializer.Serialize(w.Fields.ToDictionary(f => f.Key, f => SentValue.Text(f.Value))));
        var written = answers.Where(a => a.Written).Select(a => (Record: byKey[a.Key], Id: a.Id!, Sent: sent[a.Key])).ToList();
        var refused = answers.Where(a => !a.Written).Select(a => Refused(byKey[a.Key], a, sent[a.Key])).ToList();
        if (kind != RecordKind.Entry && answers.Where(a => a.Id is not null && a.Id != byKey[a.Key].CrmId).Select(a => a.Key).ToList() is { Count: > 0 } others)
        {
            await records.RelinkAsync(kind, others, cancellationToken);
        }

        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var publisher = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
        var now = time.GetUtcNow();
        var ours = written.Count > 0 ? await records.WrittenAsync(unitOfWork, crm.Name, hold, kind, written, cancellationToken) : new HashSet<string>();
        var setAside = refused.Count > 0 ? await records.RefusedAsync(unitOfWork, crm.Name, hold, kind, refused, cancellationToken) : [];
        foreach (var (record, id, _) in written.Where(w => ours.Contains(w.Record.Key)))
        {
            await publisher.Publish(Synced(kind, record, id, now), cancellationToken);
        }

        foreach (var refusal in refused.Where(r => setAside.GetValueOrDefault(r.Record.Key)))
        {
            await publisher.Publish(Failed(kind, refusal, now), cancellationToken);
        }

        await unitOfWork.CommitAsync(cancellationToken);
        telemetry.Sent(crm.Name, kind, ours.Count, setAside.Count(s => s.Value));
        await strays.AddAsync(kind, written.Where(w => !ours.Contains(w.Record.Key)).Select(w => w.Record), Options.LateSeconds, cancellationToken);
    }

    private Refusal Refused(Claimed record, CrmWriteAnswer answer, string sent) => new(
        record, answer.Code ?? "unknown", answer.Reason ?? "the CRM did not say why",
        answer.Passing && record.Tries + 1 < Options.MaxTries ? time.GetUtcNow() + Options.Pause(record.Tries + 1) : null, answer.Id, sent);

    private CrmRecordSynced Synced(RecordKind kind, Claimed record, string id, DateTimeOffset now) => new()
    {
        Crm = crm.Name, Kind = kind.Word(), Key = record.Key, PaymentId = record.PaymentId, RecordType = plan.Of(kind).Object.Type, RecordId = id, Version = record.Version, SyncedAt = now,
    };

    private CrmSyncFailed Failed(RecordKind kind, Refusal refusal, DateTimeOffset now) => new()
    {
        Crm = crm.Name, Kind = kind.Word(), Key = refusal.Record.Key, PaymentId = refusal.Record.PaymentId, Version = refusal.Record.Version, Code = refusal.Code, Reason = refusal.Reason,
        Advice = $"correct what the CRM objects to, there or in the mapping, then: crm retry --kind {kind.Word()} --key {refusal.Record.Key}", FailedAt = now,
    };

    [LoggerMessage(60, LogLevel.Warning, "{Crm} did not take a call ({Kind}): {Reason}; the next one goes out at {Until:O}")]
    private static partial void LogFailed(ILogger logger, string crm, CrmFailureKind kind, string reason, DateTimeOffset until);
}
