using System.Diagnostics;

namespace Integration.Chaos;

/// <summary>Looks at a run twice a second, lets people and banks act, and tells every ten seconds how it stands.</summary>
internal sealed class Watch(Plan plan, Database database, Outside outside, Stopwatch clock, Action<string> say)
{
    private TimeSpan _said;
    private string _left = "";

    /// <summary>True as soon as the condition holds; false when the run's time is up.</summary>
    public async Task<bool> UntilAsync(Func<Task<bool>> condition)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (clock.Elapsed < plan.Limit && await tick.WaitForNextTickAsync())
        {
            await LookAsync();
            if (await condition())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One look: people and banks act, and what they find is told.</summary>
    public async Task LookAsync()
    {
        await outside.ActAsync();
        if (clock.Elapsed - _said > TimeSpan.FromSeconds(10))
        {
            _said = clock.Elapsed;
            say($"  {_said.TotalSeconds:0} s: {await database.NumberAsync("select count(*) from ops.payments")} accepted, {await OpenAsync()} payments and refunds open{_left}");
        }
    }

    /// <summary>Payments and refunds that are not at their end.</summary>
    public Task<long> OpenAsync() => database.NumberAsync(
        "select (select count(*) from ops.payments where settled_at is null) + (select count(*) from ops.refunds where settled_at is null)");

    /// <summary>Everything is at its end or waits for a person, nothing else is on its way, and no other timer of a payment or refund is left.</summary>
    public async Task<bool> QuietAsync()
    {
        var waiting = await WaitForAPersonAsync(database);
        var persons = waiting.Concat((await database.RowsAsync("select refund_id from ops.refunds where settled_at is null")).Select(row => (Guid)row[0]!)).Select(id => id.ToString()).ToList();
        var open = await database.NumberAsync("""
            select (select count(*) from ops.payments where settled_at is null and not payment_id = any($1)) + (select count(*) from ops.refunds where settled_at is null and state <> 'NeedsReview' and not payment_id = any($1))
            """, waiting.ToArray());
        if (open > 0)
        {
            _left = "";
            return false;
        }

        var moving = (await database.RowsAsync("select body, message_type from messaging.outbox")).Where(row => !persons.Exists(id => ((string)row[0]!).Contains(id, StringComparison.Ordinal))).ToList();
        _left = $", all of which wait for a person; {moving.Count} messages are on their way: {string.Join(", ", moving.Select(row => ((string)row[1]!).Split(':')[^1]).Distinct())}";
        return moving.Count == 0;
    }

    /// <summary>A capture at PayPal was sent and its outcome is not known: there is no cancel call there, so nothing but money seen or a person ends it (SAFETY F2).</summary>
    public static async Task<IReadOnlyList<Guid>> WaitForAPersonAsync(Database database) => [.. (await database.RowsAsync("""
        select payment_id from ops.payments p where settled_at is null and gateway = 'paypal' and state in ('NeedsReview', 'Releasing')
        and exists (select from ops.gateway_calls c where c.payment_id = p.payment_id and c.gateway = 'paypal' and c.step = 'capture' and (c.answered_at is null or c.outcome = 'OutcomeUnknown'))
        """)).Select(row => (Guid)row[0]!)];
}
