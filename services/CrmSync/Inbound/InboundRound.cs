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

    private static readonly TimeSpan LongestAgain = TimeSpan.FromMinutes(1);

    private const string InFlightReason = "the call by which we wrote it last had no end that we know; it is looked at when it was sent again";

    private readonly KindPauses _pauses = new(pace, options, time);
    private readonly Breaks _breaks = new();

    /// <summary>Looks at the next batch; false when there is none, or the CRM answered nothing. A kind for which the CRM does not answer is left alone for a while, with the reason; the others are looked at meanwhile.</summary>
    /// <exception cref="CrmCallException">The CRM did not answer; nothing is lost.</exception>
    public async Task<bool> RunAsync(Hold hold, CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<InboundKind>().Where(kind => !_pauses.Hold(kind)))
        {
            var rung = await changes.DueAsync(kind, crm.MaxBatch, cancellationToken);
            if (rung.Count > 0)
            {
                return await LookAsync(hold, kind, _breaks.Last(kind, rung), cancellationToken);
            }
        }

        return false;
    }

    /// <summary>True when the CRM answered.</summary>
    private async Task<bool> LookAsync(Hold hold, InboundKind kind, IReadOnlyList<Rung> rung, CancellationToken cancellationToken)
    {
        var (halves, asked) = (new Halves(), time.GetTimestamp());
        try
        {
            await LookAsync(hold, kind, rung, halves, cancellationToken);
            if (halves.Answered)
            {
                _pauses.End(kind);
            }

            return halves.Answered;
        }
        catch (CrmCallException failed) when (!failed.HoldsForAll)
        {
            _pauses.Begin(kind, failed, time.GetElapsedTime(asked));
            await changes.DeniedAsync(kind, failed.Message, cancellationToken);
            telemetry.CallFailed(crm.Name, failed.Kind);
            LogDenied(log, crm.Name, kind.Word(), failed.Message);
            throw;
        }
    }

    /// <summary>A call that the CRM refuses as a whole, or breaks over, is halved until the one is found that it cannot read. One that it refuses is left, with the reason; one that it breaks over is looked at later.</summary>
    private async Task LookAsync(Hold hold, InboundKind kind, IReadOnlyList<Rung> rung, Halves halves, CancellationToken cancellationToken)
    {
        var type = plan.Of(kind.Mirrors()).Object;
        var wanted = options.Value.Of(kind).Fields;
        IReadOnlyList<CrmRecord> found;
        string? reason = null;
        var broken = false;
        try
        {
            using var limit = hold.Limit(time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            found = await crm.ReadAsync(type.Type, [.. rung.Select(r => r.RecordId)], [.. wanted.Append(type.IdField).Distinct()], either.Token);
            halves.Answered = true;
            _breaks.End(kind, rung);
        }
        catch (CrmCallException failed) when ((failed.Kind == CrmFailureKind.Refused || failed.MayLieInARecord) && rung.Count > 1)
        {
            await LookAsync(hold, kind, [.. rung.Take(rung.Count / 2)], halves, cancellationToken);
            await LookAsync(hold, kind, [.. rung.Skip(rung.Count / 2)], halves, cancellationToken);
            return;
        }
        catch (CrmCallException refused) when (refused.Kind == CrmFailureKind.Refused)
        {
            halves.Answered = true;
            (found, reason) = ([], $"it cannot be fetched: {refused.Message}");
        }
        catch (CrmCallException broke) when (broke.MayLieInARecord)
        {
            // Two of them alone, and none answered: it is the CRM that is broken, or these two; the next look begins with others.
            _breaks.Begin(kind, rung[0]);
            if (!halves.Answered && halves.Broken++ > 0)
            {
                throw;
            }

            telemetry.CallFailed(crm.Name, broke.Kind);
            LogBroke(log, crm.Name, kind.Word(), rung[0].RecordId, broke.Message);
            (found, reason, broken) = ([], $"it cannot be fetched: {broke.Message}", true);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmCallException(CrmFailureKind.Unavailable, "no answer within the time of a batch", cause: late);
        }

        var linked = await changes.LinkedAsync(kind.Mirrors(), rung.Select(r => r.RecordId).Concat(found.Select(f => f.Id)), found.Select(f => f.Fields.GetValueOrDefault(type.IdField)).OfType<string>(), cancellationToken);
        var byAsked = found.GroupBy(f => f.AskedFor).ToDictionary(g => g.Key, g => g.First());

        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        if (!await changes.HoldsAsync(unitOfWork, crm.Name, hold, cancellationToken))
        {
            return;     // another process looks at them
        }

        // Before any row, as whoever tells of the customers does.
        foreach (var customer in rung.Where(r => IsErasure(kind, r)).SelectMany(r => Ours(linked, r)).Select(o => o.Key).Distinct().Order(StringComparer.Ordinal))
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

            if (broken)
            {
                unitOfWork.Enqueue(changes.Awaited(crm.Name, hold, kind, ring, Again(ring, TimeSpan.FromMinutes(options.Value.BrokenMinutes)), reason!));
                continue;
            }

            if (reason is not null)
            {
                unitOfWork.Enqueue(changes.Seen(crm.Name, hold, kind, ring, ring.Gone, null, null, reason));
                continue;
            }

            await (record is null ? GoneAsync(look, ring, cancellationToken)
                : there ? PresentAsync(look, ring, record, wanted, record.Fields.GetValueOrDefault(type.IdField), cancellationToken) : MovedAsync(look, ring, record, type, cancellationToken));
        }

        // After the customers' own rows, as whoever asks for several records does.
        if (look.Unlinked.Count > 0)
        {
            unitOfWork.Enqueue(RefusedPayments.Anew(look.Unlinked, time.GetUtcNow()));
        }

        await unitOfWork.CommitAsync(cancellationToken);
    }

    private static bool IsErasure(InboundKind kind, Rung ring) => kind == InboundKind.Contact && ring.Erased;

    private static IEnumerable<Linked> Ours(IReadOnlyList<Linked> linked, Rung ring) => linked.Where(l => l.CrmId == ring.RecordId);

    /// <summary>The longer it waits, the longer until it is looked at again.</summary>
    private DateTimeOffset Again(Rung ring, TimeSpan longest) =>
        time.GetUtcNow().AddSeconds(Math.Clamp(((time.GetUtcNow() - ring.WaitingSince) ?? TimeSpan.Zero).TotalSeconds / 2, 1, longest.TotalSeconds));

    /// <summary>The CRM told that the person was erased, and a copy of it that lags may still show the contact: it is looked at again, and for no longer than is set. True when that is all there is to do;
    /// one that was gone before, and is there again, was restored.</summary>
    private async Task<bool> StillThereAsync(Look look, Rung ring, string? reason, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - ring.WaitingSince < TimeSpan.FromSeconds(options.Value.ErasureSeconds))
        {
            look.UnitOfWork.Enqueue(changes.Awaited(crm.Name, look.Hold, look.Kind, ring, Again(ring, LongestAgain), reason ?? "it was erased, and can still be read"));
            return true;
        }

        if (ring.ErasureTold)
        {
            return false;
        }

        await GoneAsync(look, ring, cancellationToken);
        return true;
    }

    /// <summary>While nobody knows the end of a call of ours, what is new may be ours: it is looked at again when it was sent once more. A contact that is said to be erased is not sent before it is looked at.</summary>
    private async Task PresentAsync(Look look, Rung ring, CrmRecord record, List<string> wanted, string? key, CancellationToken cancellationToken)
    {
        var ours = look.Linked.Where(l => l.Is(record.Id, key)).OrderBy(l => l.CrmId != record.Id).ToList();
        if (!IsErasure(look.Kind, ring) && ours.FirstOrDefault(o => o.InFlight) is { } sent)
        {
            var again = Again(ring, LongestAgain);
            look.UnitOfWork.Enqueue(changes.Awaited(crm.Name, look.Hold, look.Kind, ring, sent.NotBefore > again ? sent.NotBefore.Value : again, InFlightReason));
            return;
        }

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
        var ours = Ours(look.Linked, ring).Select(o => o.Key).ToList();
        var surviving = record.Fields.GetValueOrDefault(type.IdField);
        if (look.Kind == InboundKind.Deal)
        {
            look.UnitOfWork.Enqueue(changes.Moved(look.Kind.Mirrors(), ours.Where(key => key == surviving), record.Id, surviving));
            look.UnitOfWork.Enqueue(changes.Deleted(look.Kind.Mirrors(), ours.Where(key => key != surviving), "MERGED_IN_CRM", "its record was merged into another one in the CRM; crm retry with its key makes it there again"));
            return;
        }

        look.UnitOfWork.Enqueue(changes.Moved(look.Kind.Mirrors(), ours, record.Id, surviving));
        look.Unlinked.AddRange(ours);
        if (!ring.Gone)
        {
            await look.Publisher.Publish(
                new CrmContactMerged { Crm = crm.Name, RecordId = record.Id, MergedRecordIds = [ring.RecordId], CustomerIds = ours, SeenAt = time.GetUtcNow() }, cancellationToken);
        }
    }

    /// <summary>Who was erased there is forgotten here, as if it had been asked for here. Where it was asked for here of one of those who had the contact, and is not done yet, the erasure is that one's: the others did
    /// not ask, and are set aside.</summary>
    private async Task GoneAsync(Look look, Rung ring, CancellationToken cancellationToken)
    {
        look.UnitOfWork.Enqueue(changes.Seen(crm.Name, look.Hold, look.Kind, ring, gone: true, null, null));
        var ours = Ours(look.Linked, ring).ToList();
        var asked = IsErasure(look.Kind, ring) ? ours.FirstOrDefault(o => o.AskedHere) : null;
        var (erased, left) = !IsErasure(look.Kind, ring) ? ([], ours) : asked is null ? (ours, [])
            : (ours.Where(o => o is { AskedHere: true, Refused: true }).ToList(), ours.Where(o => !o.AskedHere).ToList());
        foreach (var command in erased.SelectMany(customer => forget.Ask(customer.Key, crm.Name, $"contact {ring.RecordId} was erased there", time.GetUtcNow(), ErasedReason)))
        {
            look.UnitOfWork.Enqueue(command);
        }

        var (code, reason) = asked is null ? ("DELETED_IN_CRM", DeletedReason) : (ForgetStore.SharedCode, ForgetStore.SharedReason);
        look.UnitOfWork.Enqueue(changes.Deleted(look.Kind.Mirrors(), left.Select(o => o.Key), code, reason));
        look.Unlinked.AddRange(left.Where(_ => look.Kind == InboundKind.Contact).Select(o => o.Key));

        if (look.Kind == InboundKind.Contact && (!ring.Gone || (ring.Erased && !ring.ErasureTold)))
        {
            await look.Publisher.Publish(
                new CrmContactDeleted { Crm = crm.Name, RecordId = ring.RecordId, CustomerId = (asked ?? ours.FirstOrDefault())?.Key, Erased = ring.Erased, SeenAt = time.GetUtcNow() }, cancellationToken);
        }
    }

    private sealed record Look(Hold Hold, InboundKind Kind, IUnitOfWork UnitOfWork, IPublishEndpoint Publisher, IReadOnlyList<Linked> Linked)
    {
        /// <summary>Customers whose contact became another one, or none.</summary>
        public List<string> Unlinked { get; } = [];
    }

    /// <summary>How the calls of a batch that is halved ended.</summary>
    private sealed class Halves
    {
        public bool Answered { get; set; }

        /// <summary>Records over which the CRM broke, each alone, before it answered any call.</summary>
        public int Broken { get; set; }
    }

    [LoggerMessage(67, LogLevel.Warning, "{Crm} rang, and a {Kind} could not be read: {Reason}")]
    private static partial void LogDenied(ILogger logger, string crm, string kind, string reason);

    [LoggerMessage(68, LogLevel.Warning, "{Crm} breaks over {Kind} {Id}, which is read again later: {Reason}")]
    private static partial void LogBroke(ILogger logger, string crm, string kind, string id, string reason);

    [LoggerMessage(63, LogLevel.Information, "{Kind} {Id} was changed in {Crm} by somebody else: told as {Contract}")]
    private static partial void LogTold(ILogger logger, string kind, string id, string crm, string contract);
}
