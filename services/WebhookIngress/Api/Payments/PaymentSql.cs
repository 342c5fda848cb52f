using Integration.WebhookIngress.Api.Writes;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Reads payments from the published views of the worker (<c>ops</c>, <c>api</c>) and from what clients asked for. A request that the worker has not taken up yet is a payment too;
/// what became of one that it set aside, <see cref="LetterSql"/> says.</summary>
internal static class PaymentSql
{
    /// <summary>$1 the id, $2 the client, $3 whether the caller sees all.</summary>
    public const string One = Select +
        " from (select $1::uuid as payment_id) asked left join requests.writes w on w.payment_id = asked.payment_id and w.operation = 'create_payment' " +
        "left join ops.payments p on p.payment_id = asked.payment_id and ($3 or " + IsOfRequest + ") " + Joins +
        "where (w.write_id is not null or p.payment_id is not null) and ($3 or w.client = $2)";

    /// <summary>A client's own. $1 client, $2 before that time, $3 and id, $4 limit, $5 state, $6 order, $7 customer, $8 from, $9 until, $10 not before that time, $11 and id.</summary>
    public const string ListOfClient = Select +
        " from requests.writes w left join ops.payments p on p.payment_id = w.payment_id and " + IsOfRequest + " " + Joins +
        "where " + OfClient + "and ($5::text is null or p.state = $5) " + LatestRequests;

    /// <summary>Those of a client that the worker has not taken up. The same parameters, $5 unused.</summary>
    public const string ListAccepted = Select +
        " from requests.writes w " + TakenUp + Joins +
        "where " + OfClient + "and $5::text is not null and p.payment_id is null and " + LetterSql.State + " = 'Accepted' " + LatestRequests;

    /// <summary>Those of a client that were refused: by the mark that stays with the request, and from the side of the letters what is not marked yet. The same parameters, $5 unused.</summary>
    public const string ListRefused = Select +
        " from (select * from requests.writes w where " + OfClient + "and w.refused_at is not null union all " +
        "select w.* from (select distinct message_id from messaging.dead_letters where is_final) l, lateral (select * from requests.writes w where w.write_id = l.message_id and w.refused_at is null and " + OfClient + " offset 0) w) w " +
        TakenUp + Joins +
        "where $5::text is not null and p.payment_id is null and " + LetterSql.State + " = 'Refused' " + LatestRequests;

    /// <summary>Where a page of <see cref="ListAccepted"/> ends that finds nothing: behind so many ($8) of the client's requests. $1 client, $2 before that time, $3 and id, $4 order, $5 customer, $6 from, $7 until.</summary>
    public const string Reach =
        "select w.accepted_at, w.payment_id from requests.writes w where w.operation = 'create_payment' and w.client = $1 and ($2::timestamptz is null or (w.accepted_at, w.payment_id) < ($2, $3)) " +
        "and ($4::text is null or w.order_id = $4) and ($5::text is null or w.customer_id = $5) and ($6::timestamptz is null or w.accepted_at >= $6) and ($7::timestamptz is null or w.accepted_at < $7) " +
        "order by w.accepted_at desc, w.payment_id desc offset $8 limit 1";

    /// <summary>Everybody's that the worker has taken up; the same parameters as of a client's list, $1, $10 and $11 unused.</summary>
    public const string ListAll = Select +
        " from ops.payments p left join requests.writes w on w.payment_id = p.payment_id and w.operation = 'create_payment' and " + IsOfRequest + " " + Joins +
        "where $1::text is not null and ($2::timestamptz is null or (p.accepted_at, p.payment_id) < ($2, $3)) and $10::timestamptz is null and $11::uuid is not null " +
        "and ($5::text is null or p.state = $5) and ($6::text is null or p.order_id = $6) and ($7::text is null or p.customer_id = $7) " +
        "and ($8::timestamptz is null or p.accepted_at >= $8) and ($9::timestamptz is null or p.accepted_at < $9) " +
        "order by p.accepted_at desc, p.payment_id desc limit $4";

    /// <summary>How far payments are: $1 their ids, $2 for each whether its caller sees all. What a caller may see is not asked again: it was when the payment was first looked at.</summary>
    public const string Standing =
        "select o.payment_id, o.sees_all, " + State + ", " + SettledAt + " is not null, " + SetAside + " from unnest($1::uuid[], $2::boolean[]) o (payment_id, sees_all) " +
        "left join lateral (select * from requests.writes w where w.payment_id = o.payment_id and w.operation = 'create_payment' offset 0) w on true " +
        "left join lateral (select * from ops.payments p where p.payment_id = o.payment_id and (o.sees_all or " + IsOfRequest + ") offset 0) p on true " +
        "left join " + LetterSql.Joined + " on p.payment_id is null where w.write_id is not null or p.payment_id is not null";

    private const string Select =
        "select coalesce(p.payment_id, w.payment_id), " + State + ", case when p.payment_id is null then " + LetterSql.Reason + " else p.reason end, p.due_at, " +
        "coalesce(p.order_id, w.order_id), coalesce(p.customer_id, w.customer_id), coalesce(p.amount_minor, w.amount_minor), coalesce(p.currency, w.currency), p.gateway, p.gateway_reference, " +
        "p.captured_minor, p.refunded_minor + p.refunded_elsewhere_minor, p.failure_code, p.decline_code, coalesce(w.accepted_at, p.accepted_at), coalesce(p.changed_at, " + LetterSql.ChangedAt + "), " +
        SettledAt + ", a.redirect_url, a.deadline, p.accepted_at, " + SetAside;

    private const string State = "coalesce(p.state, " + LetterSql.State + ")";

    private const string SettledAt = "case when p.payment_id is null then " + LetterSql.RefusedAt + " else p.settled_at end";

    /// <summary>True of a request that waits for a person; letters are joined to what the worker has not taken up.</summary>
    private const string SetAside = "coalesce(d.status = 'open', false)";

    /// <summary>The request (<c>w</c>) made the payment (<c>p</c>) of its id: an id of the caller's choice may be a payment's that came another way. What has other content was or will be refused. One expression,
    /// so that the planner does not take it for rare.</summary>
    private const string IsOfRequest =
        "case when " + LetterSql.IsNobodys + " then false else p.amount_minor is not distinct from w.amount_minor and p.currency is not distinct from w.currency " +
        "and p.customer_id is not distinct from w.customer_id and p.order_id is not distinct from w.order_id end";

    /// <summary>Looks each request's payment up by its id: the planner would rather read all payments there are.</summary>
    private const string TakenUp = "left join lateral (select * from ops.payments p where p.payment_id = w.payment_id and " + IsOfRequest + " offset 0) p on true ";

    private const string OfClient =
        "w.operation = 'create_payment' and w.client = $1 and ($2::timestamptz is null or (w.accepted_at, w.payment_id) < ($2, $3)) and ($10::timestamptz is null or (w.accepted_at, w.payment_id) >= ($10, $11)) " +
        "and ($6::text is null or w.order_id = $6) and ($7::text is null or w.customer_id = $7) and ($8::timestamptz is null or w.accepted_at >= $8) and ($9::timestamptz is null or w.accepted_at < $9) ";

    private const string LatestRequests = "order by w.accepted_at desc, w.payment_id desc limit $4";

    private const string Joins =
        "left join " + LetterSql.Joined + " on p.payment_id is null left join api.payment_actions a on a.payment_id = p.payment_id ";
}
