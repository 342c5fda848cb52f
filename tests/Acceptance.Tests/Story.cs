using Integration.Persistence.Tests;

namespace Integration.Acceptance;

/// <summary>What happened, in words, for the message of a failed assertion.</summary>
internal static class Story
{
    private const string Line = "concat_ws(' | ', t.at::time(3), t.kind, t.what, t.result, t.reason)";

    public static Task<string> OfAsync(TestDatabase database, Guid payment) =>
        ReadAsync(database, $"select {Line} from ops.payment_timeline t where payment_id = '{payment}' order by t.at");

    public static Task<string> OfMoneyTakenTwiceAsync(TestDatabase database, Guid payment) => ReadAsync(
        database, $"select concat_ws(' | ', d.gateway, d.reference, d.state, d.reason, d.tries, d.due_at, d.captured_minor, d.returned_minor) from ops.duplicate_charges d where payment_id = '{payment}'");

    public static Task<string> OfRefundAsync(TestDatabase database, Guid refund) => ReadAsync(
        database, $"select {Line} from ops.payment_timeline t where payment_id = (select payment_id from ops.refunds where refund_id = '{refund}') order by t.at");

    public static Task<string> OfOpenAsync(TestDatabase database) => OfAsync(database, "p.settled_at is null");

    public static Task<string> OfFailedAsync(TestDatabase database) => OfAsync(database, "p.state = 'Failed' and p.failure_code <> 'declined'");

    private static Task<string> OfAsync(TestDatabase database, string which) => ReadAsync(
        database,
        $"select concat_ws(' | ', p.payment_id, p.state, p.step, p.due_at, (select string_agg({Line}, E'\\n    ' order by t.at) from ops.payment_timeline t where t.payment_id = p.payment_id)) " +
        $"from ops.payments p where {which} limit 3");

    private static async Task<string> ReadAsync(TestDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var story = new List<string>();
        while (await rows.ReadAsync())
        {
            story.Add(rows.GetString(0));
        }

        return string.Join(Environment.NewLine, story);
    }
}
