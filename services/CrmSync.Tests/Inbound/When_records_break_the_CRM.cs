using Integration.Contracts.Webhooks;

namespace Integration.CrmSync.Tests;

/// <summary>The CRM answers HTTP 500 when it is asked for some of the records that it rang about. The pause of their kind is longer than they are put off for.</summary>
public sealed class When_records_break_the_CRM : CrmSpec
{
    private protected override BookCrm Crm { get; } = new() { Name = "brittle" };

    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0.05", "--Crm:Sync:PauseSeconds=2", "--Crm:Sync:MaxPauseSeconds=2"];

    [Fact]
    public async Task Should_let_three_that_come_first_hold_up_no_other()
    {
        string[] breaking = ["a", "b", "c"];
        string[] good = [.. Enumerable.Range(900, 25).Select(i => $"{i}")];
        await PausedAsync();
        await RungAsync([.. good, .. breaking]);
        await Database.ExecuteAsync("update crm.changes set rung_at = now() + interval '1 minute' where record_id in ('a', 'b', 'c')");
        await Database.ExecuteAsync("update crm.connection set paused_until = null");
        await Database.UntilAsync("crm.changes where record_id like '9%' and told_rings = rings and due_at is null", count => count == good.Length);
        Crm.ReadCalls.TakeWhile(look => look.Broke).Where(look => look.Ids.Count == 1).Select(look => look.Ids[0]).ShouldBe(breaking, ignoreOrder: true, "none of them is asked for twice before a good one is");
        await Database.UntilAsync("ops.crm_changes where record_id in ('a', 'b', 'c') and open_rings = 1 and reason = 'it cannot be fetched: HTTP 500'", count => count == 3);
    }

    [Fact]
    public async Task Should_count_one_that_breaks_alone_and_not_take_that_for_an_answer()
    {
        using var measured = new Measurements(Crm.Name, "reason");
        await PausedAsync();
        await RungAsync("a");
        await Database.ExecuteAsync("update crm.connection set paused_until = null, failures = 3, failure = 'Unavailable', reason = 'it was away'");
        await Database.UntilAsync("ops.crm_changes where record_id = 'a' and reason = 'it cannot be fetched: HTTP 500'", _ => Crm.Reads >= 2);
        (await Database.CountAsync("ops.crm_connection where failures = 3 and reason = 'it was away'")).ShouldBe(1);
        measured.All.Count(m => m is { Name: "integration.crm.calls.failed", Tag: "Unavailable" }).ShouldBeGreaterThanOrEqualTo(1);
    }

    private async Task PausedAsync()
    {
        await Database.UntilAsync("crm.connection", count => count == 1);
        await Database.ExecuteAsync("update crm.connection set paused_until = now() + interval '1 hour'");
    }

    private async Task RungAsync(params string[] contacts)
    {
        foreach (var id in contacts)
        {
            if (char.IsDigit(id[0]))
            {
                Crm.Edited[id] = ([], At);
            }
            else
            {
                Crm.Breaking[id] = true;
            }
        }

        await PublishAsync(contacts.Select(id => (object)new CrmRecordChanged
        {
            Crm = Crm.Name, RecordType = "contact", RecordId = id, Change = "creation", EventId = id, EventType = "contact.creation", OccurredAt = At,
        }));
        await Database.UntilAsync("crm.changes where due_at <= now()", count => count == contacts.Length);
    }
}
