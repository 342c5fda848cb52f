using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Calls that may have been executed, of which nobody knows yet whether they were.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261204000000_UnknownOutcomes")]
internal sealed class M20261204_UnknownOutcomes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Create);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view ops.unknown_outcomes");

    /// <summary>Read from what is open, along its indexes. A call is no longer unknown when the gateway has said since where the attempt or refund stands, when the attempt is closed, or
    /// when the payment or refund has its end.</summary>
    private const string Create =
        """
        create view ops.unknown_outcomes as
            select c.payment_id, c.attempt_id, c.refund_id, c.gateway, c.step, c.claimed_at as since, coalesce(c.reason, 'no answer was recorded') as reason, c.request_id
            from payments.payments p
                join payments.gateway_calls c on c.payment_id = p.correlation_id
                join payments.attempts a on a.attempt_id = c.attempt_id
            where p.settled_at is null and c.refund_id is null and c.step <> 'look_up' and a.closed_at is null
                and (c.outcome = 'OutcomeUnknown' or (c.answered_at is null and not (c.call_id = coalesce(a.lease_call, a.attempt_id) and a.lease_until > now())))
                and not exists (select from payments.gateway_calls l where l.payment_id = c.payment_id and l.attempt_id = c.attempt_id and l.refund_id is null and l.claimed_at > c.claimed_at
                    and l.outcome not in ('Transient', 'RateLimited', 'OutcomeUnknown', 'Rejected', 'Misconfigured'))
            union all
            select c.payment_id, c.attempt_id, c.refund_id, c.gateway, c.step, c.claimed_at, coalesce(c.reason, 'no answer was recorded'), c.request_id
            from payments.refunds r
                join payments.gateway_calls c on c.refund_id = r.correlation_id
                join payments.refund_claims k on k.refund_id = r.correlation_id
            where r.settled_at is null and c.step = 'refund'
                and (c.outcome = 'OutcomeUnknown' or (c.answered_at is null and not (c.call_id = coalesce(k.lease_call, k.refund_id) and k.lease_until > now())))
                and not exists (select from payments.gateway_calls l where l.refund_id = c.refund_id and l.claimed_at > c.claimed_at
                    and l.outcome not in ('Transient', 'RateLimited', 'OutcomeUnknown', 'Rejected', 'Misconfigured'));
        """;
}
