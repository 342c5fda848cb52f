using Integration.WebhookIngress.Api.Writes;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Reads payments from the published views of the worker (<c>ops</c>, <c>api</c>) and from what clients asked for. A request that the worker has not taken up yet is a payment too;
/// what became of one that it set aside, <see cref="LetterSql"/> says.</summary>
internal static class PaymentSql
{
    /// <summary>$1 the id, $2 the client, $3 whether the caller sees all.</summary>
    public const string One = Select + Asked + "left join ops.payments p on p.payment_id = asked.payment_id " + Joins + Visible;

    /// <summary>The same where the worker has never run and published nothing: all there can be is the request. The same parameters.</summary>
    public const string OneRequest = Select + Asked +
        "left join (select null::uuid as payment_id, null::text as state, null::text as reason, null::timestamptz as due_at, null::text as order_id, null::text as customer_id, null::bigint as amount_minor, " +
        "null::text as currency, null::text as gateway, null::text as gateway_reference, null::bigint as captured_minor, null::bigint as refunded_minor, null::bigint as refunded_elsewhere_minor, " +
        "null::text as failure_code, null::text as decline_code, null::timestamptz as accepted_at, null::timestamptz as changed_at, null::timestamptz as settled_at) p on false " + Letters +
        "left join (select null::text as redirect_url, null::timestamptz as deadline) a on false " + Visible;

    /// <summary>A client's own. $1 client, $2 before that time, $3 and id, $4 limit, $5 state, $6 order, $7 customer, $8 from, $9 until.</summary>
    public const string ListOfClient = Select +
        " from requests.writes w left join ops.payments p on p.payment_id = w.payment_id " + Joins +
        "where w.operation = 'create_payment' and w.client = $1 and ($2::timestamptz is null or (w.accepted_at, w.payment_id) < ($2, $3)) " +
        "and ($5::text is null or p.state = $5 or ($5 in ('Accepted', 'Refused') and p.payment_id is null and " + LetterSql.State + " = $5)) and ($6::text is null or w.order_id = $6) and ($7::text is null or w.customer_id = $7) " +
        "and ($8::timestamptz is null or w.accepted_at >= $8) and ($9::timestamptz is null or w.accepted_at < $9) " +
        "order by w.accepted_at desc, w.payment_id desc limit $4";

    /// <summary>Everybody's that the worker has taken up; the same parameters, $1 unused.</summary>
    public const string ListAll = Select +
        " from ops.payments p left join requests.writes w on w.payment_id = p.payment_id and w.operation = 'create_payment' " + Joins +
        "where $1::text is not null and ($2::timestamptz is null or (p.accepted_at, p.payment_id) < ($2, $3)) " +
        "and ($5::text is null or p.state = $5) and ($6::text is null or p.order_id = $6) and ($7::text is null or p.customer_id = $7) " +
        "and ($8::timestamptz is null or p.accepted_at >= $8) and ($9::timestamptz is null or p.accepted_at < $9) " +
        "order by p.accepted_at desc, p.payment_id desc limit $4";

    /// <summary>Of the payments in $1, those whose caller need not wait any longer.</summary>
    public const string Settled =
        "select p.payment_id from ops.payments p where p.payment_id = any($1) and (p.settled_at is not null or p.state in ('AwaitingCustomer', 'NeedsReview')) " +
        "union all select w.payment_id from requests.writes w join " + LetterSql.Joined + " on d.is_final or d.status = 'open' where w.payment_id = any($1) and w.operation = 'create_payment'";

    private const string Select =
        "select coalesce(p.payment_id, w.payment_id), coalesce(p.state, " + LetterSql.State + "), case when p.payment_id is null then " + LetterSql.Reason + " else p.reason end, p.due_at, " +
        "coalesce(p.order_id, w.order_id), coalesce(p.customer_id, w.customer_id), coalesce(p.amount_minor, w.amount_minor), coalesce(p.currency, w.currency), p.gateway, p.gateway_reference, " +
        "p.captured_minor, p.refunded_minor + p.refunded_elsewhere_minor, p.failure_code, p.decline_code, coalesce(w.accepted_at, p.accepted_at), coalesce(p.changed_at, " + LetterSql.ChangedAt + "), " +
        "case when p.payment_id is null then " + LetterSql.RefusedAt + " else p.settled_at end, a.redirect_url, a.deadline, p.accepted_at";

    private const string Asked =
        " from (select $1::uuid as payment_id) asked left join requests.writes w on w.payment_id = asked.payment_id and w.operation = 'create_payment' ";

    private const string Visible = "where (w.write_id is not null or p.payment_id is not null) and ($3 or w.client = $2)";

    private const string Letters = "left join " + LetterSql.Joined + " on p.payment_id is null ";

    private const string Joins =
        Letters + "left join api.payment_actions a on a.payment_id = p.payment_id ";
}
