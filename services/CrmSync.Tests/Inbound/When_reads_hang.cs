using Integration.Contracts.Webhooks;

namespace Integration.CrmSync.Tests;

/// <summary>The CRM takes what is sent, and no read of it has an answer: each lasts for as long as the lease lets it, four seconds here, and nothing is sent meanwhile.</summary>
public sealed class When_reads_hang : CrmSpec
{
    private readonly HangingCrm _hanging = new();

    private protected override BookCrm Crm => _hanging;

    protected override IEnumerable<string> Settings => ["--Crm:Sync:LeaseSeconds=5", "--Crm:Sync:BatchSize=1", "--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:PollSeconds=0.1"];

    [Fact]
    public async Task Should_send_most_of_the_time()
    {
        await PublishAsync(new CrmRecordChanged { Crm = "book", RecordType = "contact", RecordId = "900", Change = "creation", EventId = "1", EventType = "contact.creation", OccurredAt = At });
        await PublishAsync(Enumerable.Range(0, 12).Select(i => (object)Confirmed(Guid.NewGuid(), $"customer-{i}")));
        await SettledAsync(24);
        _hanging.Hung.ShouldBeInRange(2, 8, "24 batches were sent, and reads that hang have a turn ten times rarer than they are long");
        (await Database.CountAsync("ops.crm_connection where failures > 0")).ShouldBe(0);
    }
}
