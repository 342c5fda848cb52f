using Integration.Contracts.Webhooks;
using Integration.CrmSync.Providers;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.CrmSync.Inbound;

/// <summary>Writes down that the CRM rang. The record is fetched later, once for however many rings: what they told in between is in it.</summary>
public sealed class CrmRingConsumer(IUnitOfWork unitOfWork, ICrmProvider crm, IOptions<InboundOptions> options, TimeProvider time) : IConsumer<CrmRecordChanged>
{
    private const string RingSql =
        """
        insert into crm.changes as c (kind, record_id, erased, due_at, rung_at, waiting_since) select $1, id, $3, $5, $4, $4 from unnest($2) as id order by id
        on conflict (kind, record_id) do update set rings = c.rings + 1, erased = c.erased or excluded.erased, rung_at = excluded.rung_at, reason = null,
            waiting_since = coalesce(c.waiting_since, excluded.waiting_since), due_at = least(excluded.due_at, coalesce(c.waiting_since, excluded.waiting_since) + $6)
        """;

    /// <inheritdoc />
    public Task Consume(ConsumeContext<CrmRecordChanged> context)
    {
        var ring = context.Message;
        if (ring.Crm == crm.Name && (KindOf(ring.RecordType) ?? KindOf(crm.Word(ring.RecordType))) is { } kind)
        {
            var now = time.GetUtcNow();
            string[] ids = [.. (ring.MergedRecordIds ?? []).Append(ring.RecordId).Select(crm.Canonical).Distinct()];
            unitOfWork.Enqueue(new(RingSql)
            {
                Parameters =
                {
                    Nullables.Parameter(kind.Word()), new() { Value = ids },
                    new() { Value = ring.Change == "privacyDeletion" }, Nullables.Parameter(now), Nullables.Parameter(now.AddSeconds(options.Value.QuietSeconds)), new() { Value = TimeSpan.FromSeconds(options.Value.LingerSeconds) },
                },
            });
        }

        return Task.CompletedTask;
    }

    private InboundKind? KindOf(string type) => Enum.GetValues<InboundKind>()
        .Select(kind => (InboundKind?)kind).FirstOrDefault(kind => string.Equals(options.Value.Of(kind!.Value).RecordType, type, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A queue of its own: what the CRM tells delays no event of ours.</summary>
internal sealed class CrmRingConsumerDefinition : ConsumerDefinition<CrmRingConsumer>
{
    public CrmRingConsumerDefinition(IOptions<InboundOptions> options)
    {
        EndpointName = "crm-changes";
        ConcurrentMessageLimit = options.Value.ConcurrentRings;
    }
}
