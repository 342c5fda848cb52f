using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Calls of unknown outcome, read once: each was held against all later ones, which is a million looks for an attempt or refund that was asked about a thousand times.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261214120000_UnknownOutcomesReadOnce")]
internal sealed class M20261214_UnknownOutcomesReadOnce : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Create);

    /// <summary>The view before said the same, more slowly.</summary>
    protected override void Down(MigrationBuilder migrationBuilder)
    {
    }

    /// <summary>A call is no longer unknown when the gateway has said since where the attempt or refund stands, when the attempt is closed, or when the payment or refund has its end.</summary>
    private const string Create =
        """
        create or replace view ops.unknown_outcomes as
            select payment_id, attempt_id, refund_id, gateway, step, claimed_at as since, coalesce(reason, 'no answer was recorded') as reason, request_id
            from (
                select c.*, a.lease_call, a.lease_until,
                    max(c.claimed_at) filter (where c.outcome not in ('Transient', 'RateLimited', 'OutcomeUnknown', 'Rejected', 'Misconfigured')) over (partition by c.attempt_id) as told_at
                from payments.payments p
                    join payments.attempts a on a.payment_id = p.correlation_id
                    join payments.gateway_calls c on c.payment_id = p.correlation_id and c.attempt_id = a.attempt_id
                where p.settled_at is null and a.closed_at is null and c.refund_id is null) of_attempts
            where step <> 'look_up' and (told_at is null or told_at <= claimed_at)
                and (outcome = 'OutcomeUnknown' or (answered_at is null and not (call_id = coalesce(lease_call, attempt_id) and lease_until > now())))
            union all
            select payment_id, attempt_id, refund_id, gateway, step, claimed_at, coalesce(reason, 'no answer was recorded'), request_id
            from (
                select c.*, k.lease_call, k.lease_until,
                    max(c.claimed_at) filter (where c.outcome not in ('Transient', 'RateLimited', 'OutcomeUnknown', 'Rejected', 'Misconfigured')) over (partition by c.refund_id) as told_at
                from payments.refunds r
                    join payments.refund_claims k on k.refund_id = r.correlation_id
                    join payments.gateway_calls c on c.refund_id = r.correlation_id
                where r.settled_at is null) of_refunds
            where step = 'refund' and (told_at is null or told_at <= claimed_at)
                and (outcome = 'OutcomeUnknown' or (answered_at is null and not (call_id = coalesce(lease_call, refund_id) and lease_until > now())));
        """;
}
