using System.Text.Json.Nodes;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>Salesforce does not ring: it is asked, and tells every record that was made, changed, deleted or merged away, page by page.</summary>
[Collection("Salesforce's quota is measured")]
public sealed class When_Salesforce_tells_what_changed : IAsyncLifetime
{
    private static readonly CrmObject Contact = new("Contact", "Integration_Customer_Id__c");

    private CrmSandboxHost _sandbox = null!;
    private ICrmProvider _crm = null!;

    private ICrmChangeFeed Feed => (ICrmChangeFeed)_crm;

    public async Task InitializeAsync()
    {
        _sandbox = await CrmSandboxHost.StartAsync("Salesforce", "--CrmSandbox:Salesforce:QueryPageSize=2");
        _crm = _sandbox.Build().Crm;
    }

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Fact]
    public async Task Should_tell_all_of_it_in_order_and_in_pages()
    {
        var ids = await MakeAsync(5);
        var (pages, told) = await ReadAsync(DateTimeOffset.UnixEpoch);
        pages.ShouldBe(3);
        told.Select(t => t.Id).ShouldBe(ids, ignoreOrder: true);
        told.Select(t => t.At).ShouldBeInOrder();
    }

    [Fact]
    public async Task Should_tell_what_was_deleted_and_what_was_merged_away()
    {
        var ids = await MakeAsync(4);
        var before = (await ReadAsync(DateTimeOffset.UnixEpoch)).Told.ToDictionary(t => t.Id, t => t.At);
        await _sandbox.ControlAsync($"/sandbox/salesforce/records/Contact/{ids[0]}/delete", new { });
        await _sandbox.MergeAsync("Contact", ids[1], into: ids[2]);
        var after = (await ReadAsync(DateTimeOffset.UnixEpoch)).Told.ToDictionary(t => t.Id, t => t.At);
        (after[ids[0]] > before[ids[0]]).ShouldBeTrue();
        (after[ids[1]] > before[ids[1]]).ShouldBeTrue();
        after[ids[3]].ShouldBe(before[ids[3]]);
    }

    [Fact]
    public async Task Should_begin_with_the_time_itself()
    {
        await MakeAsync(2);
        var told = (await ReadAsync(DateTimeOffset.UnixEpoch)).Told;
        (await ReadAsync(told[^1].At)).Told.ShouldContain(told[^1]);
        (await ReadAsync(told[^1].At.AddMilliseconds(1))).Told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Contact WHERE Name = 'x'")]
    [InlineData("Nothing__c")]
    public async Task Should_refuse_a_type_that_is_none(string type) =>
        (await Should.ThrowAsync<CrmCallException>(() => Feed.ChangesAsync(type, DateTimeOffset.UnixEpoch, null, CancellationToken.None))).Kind.ShouldBe(CrmFailureKind.Refused);

    [Fact]
    public async Task Should_say_that_a_page_is_there_no_more() =>
        (await Should.ThrowAsync<CrmCallException>(() => Feed.ChangesAsync("Contact", DateTimeOffset.UnixEpoch, "services/data/v62.0/query/01g000000000009-2", CancellationToken.None))).Kind
            .ShouldBe(CrmFailureKind.Refused);

    [Theory]
    [InlineData("https://elsewhere.example/services/data/v62.0/query/01g-2")]
    [InlineData("//elsewhere.example/query/01g-2")]
    [InlineData(null)]
    public async Task Should_take_its_token_nowhere_else(string? next)
    {
        await using var salesforce = await ScriptedCrm.StartAsync();
        using var built = new BuiltProvider("salesforce", salesforce.Address);
        salesforce.Answer = _ => new(200, new JsonObject { ["done"] = false, ["nextRecordsUrl"] = next, ["records"] = new JsonArray() }.ToJsonString());
        (await Should.ThrowAsync<CrmCallException>(() => ((ICrmChangeFeed)built.Crm).ChangesAsync("Contact", DateTimeOffset.UnixEpoch, null, CancellationToken.None)))
            .Kind.ShouldBe(CrmFailureKind.Unavailable);
    }

    private async Task<List<string>> MakeAsync(int count)
    {
        var answers = await _crm.UpsertAsync(
            Contact, [.. Enumerable.Range(0, count).Select(i => new CrmWrite { Key = $"c-{i}", Fields = new Dictionary<string, object?> { ["LastName"] = $"Customer {i}" } })], CancellationToken.None);
        return [.. answers.Select(a => a.Id!)];
    }

    private async Task<(int Pages, List<CrmChange> Told)> ReadAsync(DateTimeOffset since)
    {
        var (pages, told, next) = (0, new List<CrmChange>(), (string?)null);
        do
        {
            var page = await Feed.ChangesAsync("Contact", since, next, CancellationToken.None);
            (pages, next) = (pages + 1, page.Next);
            told.AddRange(page.Changes);
        }
        while (next is not null);
        return (pages, told);
    }
}
