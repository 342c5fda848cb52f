using Integration.Contracts.Crm;
using Integration.CrmSync.Forgetting;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Inbound;

/// <summary>Fetches a batch of the records that the CRM rang about, and tells what somebody else changed. What was fetched and not written down is fetched again; a
/// message goes out with what was written down, or not at all.</summary>
internal sealed partial class InboundRound(
    IServiceScopeFactory scopes, ICrmProvider crm, ChangeStore changes, ForgetWrites forget, MappingPlan plan, SyncTelemetry telemetry, IOptions<InboundOptions> options, IOptions<SyncOptions> pace, TimeProvider time, ILogger<InboundRound> log)
{
    private const string DeletedReason = "it was deleted in the CRM; crm retry with its key makes it there again";

    private const string ErasedReason = "its contact was erased in the CRM at the person's wish; only crm retry with its key makes it there again";

    private readonly Dictionary<InboundKind, DateTimeOffset> _denied = [];

    /// <summary>Looks at the next batch; false when there is none.</summary>
    /// <exception cref="CrmCallException">The CRM did not answer; nothing is lost.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<InboundKind>().Where(kind => !(_denied.GetValueOrDefault(kind) > time.GetUtcNow())))
        {
            var rung = await changes.DueAsync(kind, crm.MaxBatch, cancellationToken);
            if (rung.Count > 0)
            {
                await LookAsync(hold, kind, rung, cancellationToken);
                return true;
            }
        }

        return false;
    }

    /// <summary>A call that the CRM refuses as a whole is halved until the one is found that it cannot read; that one is left, with the reason.</summary>
    private async Task LookAsync(Hold hold, InboundKind kind, IReadOnlyList<Rung> rung, CancellationToken cancellationToken)
    {
        var type = plan.Of(kind.Mirrors()).Object;
        var wanted = options.Value.Of(kind).Fields;
        IReadOnlyList<CrmRecord> found;
        string? reason = null;
        try
        {
            using var limit = hold.Limit(time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            found = await crm.ReadAsync(type.Type, [.. rung.Select(r => r.RecordId)], [.. wanted.Append(type.IdField).Distinct()], either.Token);
        }
        catch (CrmCallException refused) when (refused.Kind == CrmFailureKind.Refused && rung.Count > 1)
        {
            await LookAsync(hold, kind, [.. rung.Take(rung.Count / 2)], cancellationToken);
            await LookAsync(hold, kind, [.. rung.Skip(rung.Count / 2)], cancellationToken);
            return;
        }
        catch (CrmCallException refused) when (refused.Kind == CrmFailureKind.Refused)
        {
            (found, reason) = ([], $"it cannot be fetched: {refused.Message}");
        }
        catch (CrmCallException denied) when (denied.IsOfOneRight)
        {
            // Who may not read these may read the others, and send: these wait alone.
            _denied[kind] = time.GetUtcNow().AddSeconds(pace.Value.MaxPauseSeconds);
            await changes.DeniedAsync(kind, denied.Message, cancellationToken);
            telemetry.CallFailed(crm.Name, denied.Kind);
            LogDenied(log, crm.Name, kind.Word(), denied.Message);
            return;
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmCallException(CrmFailureKind.Unavailable, "no answer within the time of a batch", cause: late);
        }

        var linked = await changes.LinkedAsync(kind.Mirrors(), rung.Select(r => r.RecordId).Concat(found.Select(f => f.Id)), cancellationToken);
        var byAsked = found.GroupBy(f => f.AskedFor).ToDictionary(g => g.Key, g => g.First());

        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        if (!await changes.HoldsAsync(unitOfWork, crm.Name, hold, cancellationToken))
        {
            return;     // another process looks at them
        }

        // Before any row, as whoever tells of the customers does.
        foreach (var customer in rung.Where(r => IsErasure(kind, r)).SelectMany(r => Ours(linked, r)).Distinct().Order(StringComparer.Ordinal))
        {
            unitOfWork.Enqueue(CustomerLock.Alone(customer));
        }

        var look = new Look(hold, kind, unitOfWork, scope.ServiceProvider.GetRequiredService<IPublishEndpoint>(), linked);
        foreach (var ring in rung)
        {
            var record = byAsked.GetValueOrDefault(ring.RecordId);
            var there = record?.Id == crm.Canonical(ring.RecordId);
            if (IsErasure(kind, ring) && (there || reason is not null) && await StillThereAsync(look, ring, reason, cancellationToken))
            {
                continue;
            }

            if (reason is not null)
            {
                unitOfWork.Enqueue(changes.Seen(crm.Name, hold, kind, ring, ring.Gone, null, null, reason));
                continue;
            }

            await (record is null ? GoneAsync(look, ring, cancellationToken)
                : there ? PresentAsync(look, ring, record, wanted, cancellationToken) : MovedAsync(look, ring, record, type, cancellationToken));
        }

        await unitOfWork.CommitAsync(cancellationToken);
    }

    private static bool IsErasure(InboundKind kind, Rung ring) => kind == InboundKind.Contact && ring.Erased;

    private static IEnumerable<string> Ours(IReadOnlyList<Linked> linked, Rung ring) => linked.Where(l => l.CrmId == ring.RecordId).Select(l => l.Key);

    /// <summary>The CRM told that the person was erased, and a copy of it that lags may still show the contact: it is looked at again, and for no longer than is set. True when that is all there is to do;
    /// one that was gone before, and is there again, was restored.</summary>
    private async Task<bool> StillThereAsync(Look look, Rung ring, string? reason, CancellationToken cancellationToken)
    {
        var (now, waited) = (time.GetUtcNow(), time.GetUtcNow() - ring.WaitingSince);
        if (waited < TimeSpan.FromSeconds(options.Value.ErasureSeconds))
        {
            var again = now.AddSeconds(Math.Clamp(waited.Value.TotalSeconds / 2, 1, 60));
            look.UnitOfWork.Enqueue(changes.Awaited(crm.Name, look.Hold, look.Kind, ring, again, reason ?? "it was erased, and can still be read"));
            return true;
        }

        if (ring.ErasureTold)
        {
            return false;
        }

        await GoneAsync(look, ring, cancellationToken);
        return true;
    }

    private async Task PresentAsync(Look look, Rung ring, CrmRecord record, List<string> wanted, CancellationToken cancellationToken)
    {
        var ours = look.Linked.Where(l => l.CrmId == record.Id).ToList();
        var fields = wanted.ToDictionary(f => f, f => record.Fields.GetValueOrDefault(f));
        var older = record.ModifiedAt < ring.ToldModifiedAt;
        look.UnitOfWork.Enqueue(changes.Seen(crm.Name, look.Hold, look.Kind, ring, gone: false, older ? null : fields, older ? null : record.ModifiedAt));
        if (!IsErasure(look.Kind, ring))
        {
            look.UnitOfWork.Enqueue(changes.Back(look.Kind.Mirrors(), ours.Select(o => o.Key)));
        }

        if (older || IsEcho(ring, record, fields, ours.FirstOrDefault()))
        {
            return;
        }

        var told = fields.Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Key, f => f.Value!);
        object change = look.Kind == InboundKind.Contact
            ? new CrmContactChanged { Crm = crm.Name, RecordId = record.Id, CustomerId = ours.FirstOrDefault()?.Key, Fields = told, ModifiedAt = record.ModifiedAt }
            : new CrmDealChanged
            {
                Crm = crm.Name, RecordId = record.Id, PaymentId = ours.FirstOrDefault() is { } payment ? Guid.Parse(payment.Key) : null, Fields = told, ModifiedAt = record.ModifiedAt,
            };
        await look.Publisher.Publish(change, change.GetType(), cancellationToken);
        LogTold(log, look.Kind.Word(), record.Id, crm.Name, change.GetType().Name);
    }

    /// <summary>An echo can only be of what we wrote since we last looked.</summary>
    private static bool IsEcho(Rung ring, CrmRecord record, Dictionary<string, string?> fields, Linked? ours)
    {
        var wrote = ours is not null && (ring.LookedAt is null || ours.SyncedAt > ring.LookedAt);
        return fields.Count == 0
            ? record.ModifiedAt == ring.ToldModifiedAt || (wrote && record.ModifiedAt <= ours!.SyncedAt)
            : Echo.Is(fields, ring.Told, wrote ? ours!.Sent : null);
    }

    /// <summary>The id leads to another record. Payments keep records of their own: one whose deal was merged into another's is listed.</summary>
    private async Task MovedAsync(Look look, Rung ring, CrmRecord record, CrmObject type, CancellationToken cancellationToken)
    {
        look.UnitOfWork.Enqueue(changes.Seen(crm.Name, look.Hold, look.Kind, ring, gone: true, null, null));
        var ours = Ours(look.Linked, ring).ToList();
        var surviving = record.Fields.GetValueOrDefault(type.IdField);
        if (look.Kind == InboundKind.Deal)
        {
            look.UnitOfWork.Enqueue(changes.Moved(look.Kind.Mirrors(), ours.Where(key => key == surviving), record.Id, surviving));
            look.UnitOfWork.Enqueue(changes.Deleted(look.Kind.Mirrors(), ours.Where(key => key != surviving), "MERGED_IN_CRM", "its record was merged into another one in the CRM; crm retry with its key makes it there again"));
            return;
        }

        look.UnitOfWork.Enqueue(changes.Moved(look.Kind.Mirrors(), ours, record.Id, surviving));
        if (!ring.Gone)
        {
            await look.Publisher.Publish(
                new CrmContactMerged { Crm = crm.Name, RecordId = record.Id, MergedRecordIds = [ring.RecordId], CustomerIds = ours, SeenAt = time.GetUtcNow() }, cancellationToken);
        }
    }

    /// <summary>Who was erased there is forgotten here, as if it had been asked for here.</summary>
    private async Task GoneAsync(Look look, Rung ring, CancellationToken cancellationToken)
    {
        look.UnitOfWork.Enqueue(changes.Seen(crm.Name, look.Hold, look.Kind, ring, gone: true, null, null));
        var ours = Ours(look.Linked, ring).ToList();
        foreach (var command in IsErasure(look.Kind, ring)
            ? ours.SelectMany(customer => forget.Ask(customer, crm.Name, $"contact {ring.RecordId} was erased there", time.GetUtcNow(), ErasedReason))
            : [changes.Deleted(look.Kind.Mirrors(), ours, "DELETED_IN_CRM", DeletedReason)])
        {
            look.UnitOfWork.Enqueue(command);
        }

        if (look.Kind == InboundKind.Contact && (!ring.Gone || (ring.Erased && !ring.ErasureTold)))
        {
            await look.Publisher.Publish(
                new CrmContactDeleted { Crm = crm.Name, RecordId = ring.RecordId, CustomerId = ours.FirstOrDefault(), Erased = ring.Erased, SeenAt = time.GetUtcNow() }, cancellationToken);
        }
    }

    private sealed record Look(Hold Hold, InboundKind Kind, IUnitOfWork UnitOfWork, IPublishEndpoint Publisher, IReadOnlyList<Linked> Linked);

    [LoggerMessage(67, LogLevel.Warning, "{Crm} does not let us read a {Kind}, and rings about one: {Reason}")]
    private static partial void LogDenied(ILogger logger, string crm, string kind, string reason);

    [LoggerMessage(63, LogLevel.Information, "{Kind} {Id} was changed in {Crm} by somebody else: told as {Contract}")]
    private static partial void LogTold(ILogger logger, string kind, string id, string crm, string contract);
}
