using Integration.Persistence.Sql;
using Integration.WebhookIngress.Api.Payments;
using Integration.WebhookIngress.Api.Refunds;
using Integration.WebhookIngress.Api.Security;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Api.Explain;

/// <summary><c>GET /v1/payments/{id}/explain</c>: one timeline from the published views of the services. What operators call themselves and why they did something, and what went wrong inside, is for ops alone.</summary>
internal static class ExplainEndpoint
{
    private const string TimelineSql =
        """
        with asked as materialized (
            -- Each half has an index of its own.
            select * from (select * from ops.api_requests where payment_id = $1 and operation = 'create_payment' union all select * from ops.api_requests where payment_id = $1 and operation <> 'create_payment') q
            where $5 or client = $3)
        select at, kind, what, result, reason, request_id, trace_id from (
            select at, kind, what, result, reason, request_id, trace_id from ops.payment_timeline t where payment_id = $1 and $5
            union all
            select accepted_at, 'request', operation || coalesce(' ' || refund_id, ''), 'accepted from ' || case when $2 or client = $3 then client else 'ops' end, null, null, trace_id from asked
            union all
            select at, 'operator', command || case when $2 then ' by ' || asked_by else '' end, case when accepted then 'done' else 'refused' end, case when $2 then why || ': ' || answer end, null, null from ops.operator_actions o where payment_id = $1 and $5
            union all
            select w.received_at, 'webhook', w.source || ' ' || w.event_type, w.event_id, 'verified by ' || w.verified_by, null, null
                from ops.webhooks w join (
                    -- A dispute, and what tells of a capture or a refund, names the capture and not always the order it was made for.
                    select gateway, reference from ops.attempts t where payment_id = $1 and $5 union select gateway, capture_reference from ops.attempts t where payment_id = $1 and $5) a
                on w.source = a.gateway and w.object_reference = a.reference
            union all
            select d.last_failed_at, 'dead_letter', d.message_type, case when d.by_rule then 'refused' else 'set aside' end, case when $2 or d.by_rule then d.fault else 'ops are told' end, null, null
                from ops.dead_letters d where d.message_id = any(array(select message_id from asked))
        ) entries order by at desc, kind limit $4
        """;

    private const string ComingSql =
        "select s.due_at, split_part(s.message_type, ':', 4) from ops.scheduled s where s.correlation_id = any(array(select $1::uuid union all select refund_id from ops.refunds r where payment_id = $1)) and $2 order by 1";

    public static void MapExplain(this RouteGroupBuilder api) =>
        api.MapGet("/payments/{paymentId:guid}/explain", ExplainAsync).RequireAuthorization(Scopes.Read)
            .Describe("explainPayment", "Explain a payment", "Everything that happened to it in one timeline, why it waits, and what comes next, when.")
            .Gives<Explanation>(StatusCodes.Status200OK).Fails(Problems.NotFound);

    private static async Task<IResult> ExplainAsync(
        Guid paymentId, HttpContext context, NpgsqlDataSource source, PaymentReader payments, RefundReader refunds, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (await payments.FindAsync(paymentId, caller, cancellationToken) is not { } payment)
        {
            return PaymentEndpoints.Unknown;
        }

        // Of another's payment under an id that this caller claimed too, nothing but its own requests is told.
        var (limit, all) = (options.Value.MaxTimelineEntries, payment.IsCertain || caller.SeesAll);
        var timeline = await ReadAsync(source, TimelineSql, [paymentId, caller.SeesAll, caller.Client, limit + 1, all], row => new Happening
        {
            At = row.GetFieldValue<DateTimeOffset>(0), Kind = row.GetString(1), What = row.GetString(2), Result = row.Text(3), Reason = row.Text(4), RequestId = row.Text(5), TraceId = row.Text(6),
        }, cancellationToken);
        var coming = await ReadAsync(source, ComingSql, [paymentId, all], row => new Coming { At = row.GetFieldValue<DateTimeOffset>(0), What = row.GetString(1) }, cancellationToken);
        return TypedResults.Ok(new Explanation
        {
            Payment = payment, Why = $"{payment.State}: {payment.Reason}", Next = coming, Truncated = timeline.Count > limit,
            Timeline = [.. timeline.Take(limit).Reverse()], Refunds = await refunds.ListAsync(payment, refundId: null, caller, cancellationToken),
        });
    }

    private static Task<List<T>> ReadAsync<T>(NpgsqlDataSource source, string query, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) => WorkerViews.ReadAsync(query, async sql =>
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        var found = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(read(rows));
        }

        return found;
    });
}
