using Integration.CrmSync.Inbound;
using Integration.CrmSync.Sync;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Tests;

/// <summary>How long the CRM should have been read and was not is measured by kind, from what is written down, whichever process should have done it.</summary>
public sealed class When_the_CRM_is_not_read : CrmSpec
{
    [Fact]
    public async Task Should_tell_for_how_long_the_oldest_ring_is_overdue()
    {
        await ReadNothingAsync();
        await Database.ExecuteAsync(
            """
            insert into crm.changes (kind, record_id, due_at, rung_at, waiting_since) values
                ('contact', '900', now() - interval '1 hour', now() - interval '1 hour', now() - interval '3 days'), ('contact', '901', now() - interval '1 minute', now(), now()),
                ('deal', '902', now() + interval '1 hour', now() - interval '3 days', now() - interval '3 days'), ('deal', '903', null, now() - interval '3 days', null)
            """);
        var overdue = await OverdueAsync(new BookCrm { Name = "rings" }, new());
        overdue["contact"].ShouldBeInRange(3_600, 3_900);
        overdue["deal"].ShouldBe(0, "one is looked at later, and one is done");
    }

    [Fact]
    public async Task Should_tell_for_how_long_nobody_could_ask_what_changed()
    {
        await ReadNothingAsync();
        await Database.ExecuteAsync("insert into crm.polls (kind, began_at, read_until, polled_at, reason) select kind, now() - interval '9 days', now() - interval '2 hours', now(), 'INSUFFICIENT_ACCESS' from unnest(array['contact', 'deal']) kind");
        var options = new InboundOptions { OverlapSeconds = 600, PollSeconds = 300 };
        var overdue = await OverdueAsync(new HangingCrm { Name = "asked" }, options);
        overdue["contact"].ShouldBeInRange(6_300, 6_600, "a look that is refused was none");
        overdue["deal"].ShouldBe(overdue["contact"], 1);

        options.Deal.RecordType = "";
        (await OverdueAsync(new HangingCrm { Name = "asked-for-contacts" }, options))["deal"].ShouldBe(0, "nothing of it comes in");
        (await OverdueAsync(new BookCrm { Name = "rings-only" }, options))["contact"].ShouldBe(0, "a CRM that rings is not asked");
    }

    private async Task ReadNothingAsync()
    {
        await Database.UntilAsync("crm.connection", count => count == 1);
        await Database.ExecuteAsync("update crm.connection set paused_until = now() + interval '1 hour'");
    }

    private async Task<Dictionary<string, double>> OverdueAsync(BookCrm crm, InboundOptions options)
    {
        using var measured = new Measurements(crm.Name, "kind");
        using var telemetry = new SyncTelemetry();
        await new SyncSampler(Database.Source, telemetry, Options.Create(options), TimeProvider.System, NullLogger<SyncSampler>.Instance).SampleAsync(crm, CancellationToken.None);
        return measured.All.Where(m => m.Name == "integration.crm.reads.overdue").ToDictionary(m => m.Tag, m => m.Value);
    }
}
