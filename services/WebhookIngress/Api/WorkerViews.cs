using Npgsql;

namespace Integration.WebhookIngress.Api;

/// <summary>Reads what the worker publishes (<c>ops</c>, <c>api</c>). Where it has never run there are no such views; then there is nothing of it, and what the ingress itself keeps is told all the same.</summary>
internal static class WorkerViews
{
    private static readonly (string Name, string Empty)[] Views =
    [
        ("ops.payments ", Empty(
            "payment_id uuid, state text, reason text, due_at timestamptz, order_id text, customer_id text, amount_minor bigint, currency text, gateway text, gateway_reference text, captured_minor bigint, " +
            "refunded_minor bigint, refunded_elsewhere_minor bigint, failure_code text, decline_code text, accepted_at timestamptz, changed_at timestamptz, settled_at timestamptz")),
        ("api.payment_actions ", Empty("payment_id uuid, redirect_url text, deadline timestamptz")),
        ("ops.refunds ", Empty(
            "refund_id uuid, payment_id uuid, state text, reason text, due_at timestamptz, amount_minor bigint, requested_minor bigint, currency text, gateway text, refund_reference text, failure_code text, " +
            "accepted_at timestamptz, changed_at timestamptz, settled_at timestamptz")),
        ("ops.attempts ", Empty("payment_id uuid, gateway text, reference text, capture_reference text")),
        ("ops.payment_timeline ", Empty("payment_id uuid, at timestamptz, kind text, what text, result text, reason text, request_id text, trace_id text")),
        ("ops.operator_actions ", Empty("payment_id uuid, at timestamptz, command text, asked_by text, accepted boolean, why text, answer text")),
    ];

    /// <summary>Runs <paramref name="read"/> with the query, whose views each have an alias; with nothing in their place when they are not there.</summary>
    public static async Task<T> ReadAsync<T>(string sql, Func<string, Task<T>> read)
    {
        try
        {
            return await read(sql);
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return await read(Views.Aggregate(sql, (text, view) => text.Replace(view.Name, view.Empty, StringComparison.Ordinal)));
        }
    }

    private static string Empty(string columns) =>
        $"(select {string.Join(", ", columns.Split(", ").Select(column => column.Split(' ')).Select(column => $"null::{column[1]} as {column[0]}"))} where false) ";
}
