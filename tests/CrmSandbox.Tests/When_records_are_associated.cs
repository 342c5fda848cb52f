using System.Net;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

public sealed class When_records_are_associated
{
    [Fact]
    public async Task Should_hold_from_both_ends_and_once()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (deal, contact) = (Id(await sandbox.UpsertDealAsync("pay-1")), await ContactAsync(sandbox));
        for (var i = 0; i < 2; i++)
        {
            var reply = (await AssociateAsync(sandbox, "deals", "contacts", (deal, contact))).ShouldBe(HttpStatusCode.OK);
            reply.Results.Select(r => r.GetProperty("associationSpec").GetProperty("associationTypeId").GetInt32()).ShouldBe([3, 4], "both directions are told");
        }

        (await EndsAsync(sandbox, "deals", deal, "contacts")).ShouldBe([contact]);
        (await EndsAsync(sandbox, "contacts", contact, "deals")).ShouldBe([deal]);
        (await sandbox.RecordAsync("hubspot", "deals", "pay-1")).GetProperty("links").GetProperty("contacts").EnumerateArray().Select(l => l.GetString()).ShouldBe([contact]);
    }

    [Fact]
    public async Task Should_associate_the_good_pairs_and_name_the_bad_ones()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (deal, contact) = (Id(await sandbox.UpsertDealAsync("pay-1")), await ContactAsync(sandbox));
        var reply = (await AssociateAsync(sandbox, "deals", "contacts", (deal, "12"), (deal, contact))).ShouldBe((HttpStatusCode)207);
        reply.Results.Count.ShouldBe(2);
        var error = reply.Errors.Single();
        error.GetProperty("context").GetProperty("toObjectId").EnumerateArray().Single().GetString().ShouldBe("12");
        (await EndsAsync(sandbox, "deals", deal, "contacts")).ShouldBe([contact]);
        (await AssociateAsync(sandbox, "deals", "deals", (deal, deal))).ShouldBe(HttpStatusCode.BadRequest);
        (await AssociateAsync(sandbox, "deals", "contacts")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_follow_a_merge_and_end_with_a_record()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (deal, other, contact) = (Id(await sandbox.UpsertDealAsync("pay-1")), Id(await sandbox.UpsertDealAsync("pay-2")), await ContactAsync(sandbox));
        await AssociateAsync(sandbox, "deals", "contacts", (other, contact));
        var merged = (await sandbox.ControlAsync($"hubspot/records/deals/{other}/merge", new { into = deal }))["id"].GetString()!;
        (await EndsAsync(sandbox, "contacts", contact, "deals")).ShouldBe([merged]);
        (await EndsAsync(sandbox, "deals", other, "contacts")).ShouldBe([contact], "the old id leads to the new record");
        await sandbox.HubSpotAsync(HttpMethod.Delete, $"/crm/v3/objects/deals/{merged}");
        (await EndsAsync(sandbox, "contacts", contact, "deals")).ShouldBeEmpty();
    }

    private static async Task<string> ContactAsync(Sandbox sandbox) => Id((await sandbox.HubSpotAsync(
        HttpMethod.Post, "/crm/v3/objects/contacts/batch/upsert", new { inputs = new[] { Sandbox.Input("integration_customer_id", "c-1", new { }) } })).Results.Single());

    private static Task<Reply> AssociateAsync(Sandbox sandbox, string from, string to, params (string From, string To)[] pairs) => sandbox.HubSpotAsync(
        HttpMethod.Post, $"/crm/v4/associations/{from}/{to}/batch/associate/default", new { inputs = pairs.Select(p => new { from = new { id = p.From }, to = new { id = p.To } }) });

    private static async Task<IEnumerable<string>> EndsAsync(Sandbox sandbox, string type, string id, string to) =>
        [.. (await sandbox.HubSpotAsync(HttpMethod.Get, $"/crm/v4/objects/{type}/{id}/associations/{to}")).ShouldBe(HttpStatusCode.OK).Results.Select(r => r.GetProperty("toObjectId").ToString())];

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
