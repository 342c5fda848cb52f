using System.Globalization;
using Integration.Chaos;

namespace Integration.CrashTest;

/// <summary>Everything that was taken is accounted for, and everything that ended was told. Asked when nothing is left to happen.</summary>
internal static class Accounts
{
    // Each is a question whose answer has to be nothing.
    private static readonly (string Name, string Sql)[] Questions =
    [
        ("an accepted request that nobody handled", """
            select w.operation, w.payment_id, w.idempotency_key from requests.writes w where w.refused_at is null
            and not exists (select from messaging.inbox i where i.message_id = w.write_id) and not exists (select from messaging.dead_letters d where d.message_id = w.write_id)
            and not exists (select from messaging.outbox o where o.message_id = w.write_id)
            """),
        ("a gateway's webhook that no worker handled", """
            select r.source, r.event_id, r.event_type, m.id from webhooks.received r cross join unnest(r.contracts, r.message_ids) m(contract, id)
            where m.contract like '%GatewayObjectChanged' and not exists (select from messaging.inbox i where i.message_id = m.id) and not exists (select from messaging.dead_letters d where d.message_id = m.id)
            and not exists (select from messaging.outbox o where o.message_id = m.id)
            """),
        ("an accepted refund that is not known", "select w.payment_id, w.refund_id from requests.writes w where w.operation = 'create_refund' and w.refused_at is null and not exists (select from ops.refunds r where r.refund_id = w.refund_id)"),
        ("an overdue row of the outbox", "select message_type, due_at, available_at, attempts, last_error from messaging.outbox where available_at < now() - interval '30 seconds'"),
    ];

    public static async Task<IReadOnlyList<string>> CheckAsync(Database database, Accepted accepted, Heard heard)
    {
        var found = new List<string>();
        foreach (var (name, sql) in Questions)
        {
            found.AddRange((await database.LinesAsync(sql)).Select(line => $"{name}: {line}"));
        }

        var kept = (await database.RowsAsync("select idempotency_key from requests.writes where idempotency_key is not null")).Select(row => (string)row[0]!).ToHashSet();
        found.AddRange(accepted.Requests.Keys.Where(key => !kept.Contains(key)).Select(key => $"answered with 2xx and not kept: {key}"));
        var handled = (await database.RowsAsync("select message_id from messaging.inbox union select message_id from messaging.dead_letters")).Select(row => (Guid)row[0]!).ToHashSet();
        found.AddRange(accepted.Messages.Keys.Where(id => !handled.Contains(id)).Select(id => $"confirmed by the broker and never handled: message {id}"));
        found.AddRange(await NotToldAsync(database, "select payment_id from ops.payments where captured_minor > 0 and state in ('Confirmed', 'PartiallyRefunded', 'Refunded')", heard.Confirmed.Keys, "a confirmation"));
        found.AddRange(await NotToldAsync(database, "select payment_id from ops.payments where state = 'Failed'", heard.Failed.Keys, "a failure"));
        found.AddRange(await NotToldAsync(database, "select payment_id from ops.payments where state = 'Canceled'", heard.Canceled.Keys, "a cancellation"));
        found.AddRange(await NotToldAsync(database, "select refund_id from ops.refunds where state = 'Succeeded'", heard.Refunded.Keys, "a refund"));
        found.AddRange(await NotToldAsync(database, "select refund_id from ops.refunds where state in ('Failed', 'Refused')", heard.NotRefunded.Keys, "the end of a refund"));
        found.AddRange((await database.RowsAsync("select source, event_id, event_type from webhooks.received where message_ids <> '{}'"))
            .Where(row => !heard.Webhooks.ContainsKey(((string)row[0]!, (string)row[1]!))).Select(row => $"a webhook was never told: {row[0]} {row[1]} {row[2]}"));
        return found;
    }

    /// <summary>What was taken, in one line.</summary>
    public static async Task<string> CountAsync(Database database, Accepted accepted, Heard heard)
    {
        var webhooks = await database.NumberAsync("select count(*) from webhooks.received");
        return string.Create(CultureInfo.InvariantCulture,
            $"accepted: {accepted.Payments} payments; {accepted.Requests.Count} requests over HTTP, {accepted.Refused} more were refused, {accepted.Messages.Count} messages over the bus, {webhooks} webhooks; " +
            $"heard: {heard.Confirmed.Count} confirmed, {heard.Failed.Count} failed, {heard.Canceled.Count} canceled, {heard.Refunded.Count} refunded, {heard.Webhooks.Count} webhooks");
    }

    private static async Task<IEnumerable<string>> NotToldAsync(Database database, string sql, IEnumerable<Guid> told, string what)
    {
        var known = told.ToHashSet();
        return (await database.RowsAsync(sql)).Select(row => (Guid)row[0]!).Where(id => !known.Contains(id)).Select(id => $"{what} was never told: {id}");
    }
}
