using System.Net;

namespace Integration.CrmSandbox.Tests;

public sealed class When_many_callers_write_one_record
{
    private const int Callers = 40;

    [Fact]
    public async Task Should_make_it_once_in_HubSpot()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i =>
            sandbox.UpsertDealsAsync(Sandbox.Deal("shared", new { amount = $"{i}" }), Sandbox.Deal($"own-{i}"))));
        replies.ShouldAllBe(r => r.Status == HttpStatusCode.OK);
        replies.SelectMany(r => r.Results).Count(r => r.GetProperty("new").GetBoolean() && r.GetProperty("properties").GetProperty("integration_payment_id").GetString() == "shared").ShouldBe(1);
        (await sandbox.RecordsAsync("hubspot", "deals")).Count.ShouldBe(Callers + 1);
        var shared = await sandbox.RecordAsync("hubspot", "deals", "shared");
        shared.GetProperty("writes").GetInt32().ShouldBe(Callers);
        shared.GetProperty("revisions").GetInt32().ShouldBe(Callers, "each brought another amount");
    }

    [Fact]
    public async Task Should_make_it_once_in_Salesforce()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ContactAsync("c-1");
        var replies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("shared", new { Amount = i }))));
        replies.Count(r => r.Body[0].GetProperty("created").GetBoolean()).ShouldBe(1);
        replies.Select(r => r.Body[0].GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
        (await sandbox.RecordsAsync("salesforce", "Opportunity")).Count.ShouldBe(1);
    }
}
