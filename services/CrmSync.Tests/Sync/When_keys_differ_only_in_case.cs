namespace Integration.CrmSync.Tests;

/// <summary>CRMs do not tell upper from lower case; the caller's customers may differ in nothing else.</summary>
public sealed class When_keys_differ_only_in_case : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LateSeconds=0"];

    [Theory]
    [InlineData("Alice", "alice")]
    [InlineData("customer-2", " ")]
    public async Task Should_send_all_payments(string one, string other)
    {
        Crm.Checks = true;
        await PublishAsync(Confirmed(Guid.NewGuid(), one), Confirmed(Guid.NewGuid(), other), Confirmed(Guid.NewGuid(), "bob"));
        await Database.UntilAsync("crm.records where kind = 'payment' and status = 'synced'", count => count == 3, 40);
    }
}
