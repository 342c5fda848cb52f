using System.Text.Json;
using Integration.Contracts.Webhooks;

namespace Integration.WebhookIngress.Tests.HubSpot;

public sealed class When_a_HubSpot_webhook_arrives : IngressSpec
{
    private const string Secret = "the-client-secret-of-the-app";

    protected override IEnumerable<string> Settings =>
        [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", "--Webhooks:HubSpot:ClientSecrets:0=the-secret-before-it", $"--Webhooks:HubSpot:ClientSecrets:1={Secret}"];

    private string Address => new Uri(Client.BaseAddress!, "/webhooks/hubspot").ToString();

    [Fact]
    public async Task Should_keep_and_tell_each_event_of_a_list_once()
    {
        var events = Enumerable.Range(1, 99).Select(i => HubSpotSigner.Event(i)).Append(HubSpotSigner.Event(7, attempt: 1));
        var list = $"[{string.Join(',', events)}]";

        (await PostAsync(list)).ShouldBe(200);
        (await PostAsync(list)).ShouldBe(200);

        var told = new List<CrmRecordChanged>();
        for (var i = 0; i < 99; i++)
        {
            told.Add((await NextAsync<CrmRecordChanged>()).Message);
        }

        told.Select(t => t.EventId).ShouldBe(Enumerable.Range(1, 99).Select(i => $"62515:12345:{i}:123:1800000000000"), ignoreOrder: true);
        (await Database.CountAsync($"ops.webhooks where source = 'hubspot' and verified_by = '{VerifiedBy.Secret(1, Secret)}' and headers ? 'X-HubSpot-Request-Timestamp' and event_type = 'contact.propertyChange'")).ShouldBe(99);
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        Published.Reader.Count.ShouldBe(0);
        using var body = JsonDocument.Parse(await StoredBody.ReadAsync(Database, told[0].EventId));
        body.RootElement.GetProperty("objectId").GetInt64().ShouldBe(123, "each row holds its own event");
    }

    /// <summary>A text that somebody cut in the middle of a sign is no reason to lose the events beside it.</summary>
    [Fact]
    public async Task Should_keep_a_value_with_half_of_a_surrogate_pair_and_the_events_beside_it()
    {
        var cut = HubSpotSigner.Event(2).Replace("\"subscriber\"", "\"cut \\ud83d\"", StringComparison.Ordinal);
        (await PostAsync($"[{HubSpotSigner.Event(1)},{cut},{HubSpotSigner.Event(3)}]")).ShouldBe(200);

        (await Database.CountAsync("ops.webhooks where source = 'hubspot'")).ShouldBe(3);
        (await StoredBody.ReadAsync(Database, "62515:12345:2:123:1800000000000")).ShouldBe(cut, "as it came");
    }

    [Fact]
    public async Task Should_refuse_a_list_that_is_too_long_or_empty_or_none_and_keep_nothing()
    {
        (await PostAsync($"[{string.Join(',', Enumerable.Range(1, 101).Select(i => HubSpotSigner.Event(i)))}]")).ShouldBe(400);
        (await PostAsync("[]")).ShouldBe(400);
        (await PostAsync(HubSpotSigner.Event(1))).ShouldBe(400);
        (await PostAsync($"[{HubSpotSigner.Event(1)},{{}}]")).ShouldBe(400);
        (await PostAsync($"[{HubSpotSigner.Event(1)},null]")).ShouldBe(400);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await Database.CountAsync("messaging.outbox")).ShouldBe(0);
    }

    /// <summary>HubSpot does not promise that an event id is used once.</summary>
    [Fact]
    public async Task Should_tell_events_apart_that_share_an_id()
    {
        (await PostAsync($"[{HubSpotSigner.Event(1)},{HubSpotSigner.Event(1, record: 124)},{HubSpotSigner.Event(1, occurred: 1_800_000_000_001)},{HubSpotSigner.Event(1, portal: 2)}]")).ShouldBe(200);
        (await PostAsync($"[{HubSpotSigner.Event(1, attempt: 3)}]")).ShouldBe(200);
        (await Database.CountAsync("webhooks.received")).ShouldBe(4);
    }

    [Fact]
    public async Task Should_say_what_changed_and_never_its_value()
    {
        (await PostAsync($"[{HubSpotSigner.Event(1)}]")).ShouldBe(200);

        var (id, changed) = await NextAsync<CrmRecordChanged>();
        changed.ShouldSatisfyAllConditions(
            () => changed.Crm.ShouldBe("hubspot"), () => changed.RecordType.ShouldBe("contact"), () => changed.RecordId.ShouldBe("123"), () => changed.Change.ShouldBe("propertyChange"),
            () => changed.PropertyName.ShouldBe("lifecyclestage"), () => changed.EventType.ShouldBe("contact.propertyChange"), () => changed.AssociatedRecordId.ShouldBeNull(),
            () => changed.MergedRecordIds.ShouldBeNull(), () => changed.OccurredAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000)));
        JsonSerializer.Serialize(changed).ShouldNotContain("subscriber");
        (await Database.CountAsync($"ops.webhooks where outcome = 'published' and contracts = array['CrmRecordChanged'] and message_ids = array['{id}'::uuid] and body_kept")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_understand_merges_associations_and_the_newer_events()
    {
        const string Common = "\"eventId\":1,\"subscriptionId\":1,\"portalId\":1,\"occurredAt\":1800000000000";
        (await PostAsync($$"""[{{{Common}},"subscriptionType":"company.merge","primaryObjectId":10,"mergedObjectIds":[11,12]}]""")).ShouldBe(200);
        var merge = (await NextAsync<CrmRecordChanged>()).Message;
        (merge.RecordType, merge.RecordId, merge.Change).ShouldBe(("company", "10", "merge"));
        merge.MergedRecordIds.ShouldBe(["11", "12"]);

        (await PostAsync($$"""[{{{Common}},"subscriptionType":"contact.associationChange","associationType":"CONTACT_TO_COMPANY","fromObjectId":20,"toObjectId":21,"associationRemoved":false}]""")).ShouldBe(200);
        var association = (await NextAsync<CrmRecordChanged>()).Message;
        (association.RecordType, association.RecordId, association.AssociatedRecordId, association.Change).ShouldBe(("contact", "20", "21", "associationChange"));

        (await PostAsync($$"""[{{{Common}},"subscriptionType":"object.creation","objectTypeId":"0-1","objectId":30}]""")).ShouldBe(200);
        var created = (await NextAsync<CrmRecordChanged>()).Message;
        (created.RecordType, created.RecordId, created.Change).ShouldBe(("0-1", "30", "creation"));

        (await PostAsync($$"""[{{{Common}},"subscriptionType":"something.new"}]""")).ShouldBe(200, "what is not about a record is kept");
        (await NextAsync<WebhookReceived>()).Message.EventType.ShouldBe("something.new");
        (await Database.CountAsync("ops.webhooks where event_type = 'something.new' and outcome = 'kept' and contracts = array['WebhookReceived']")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_what_was_signed_for_another_address()
    {
        var body = $"[{HubSpotSigner.Event(1)}]";
        (await PostAsync(body, address: "https://crm.example.com/webhooks/hubspot")).ShouldBe(400);
        (await PostAsync(body, host: "crm.example.com")).ShouldBe(400);
        (await PostAsync(body, address: "https://crm.example.com/webhooks/hubspot", forwardedHost: "crm.example.com")).ShouldBe(400);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await PostAsync(body, forwardedHost: "crm.example.com")).ShouldBe(200, "what a caller says of a proxy changes nothing");
    }

    private Task<int> PostAsync(string body, string? address = null, string? host = null, string? forwardedHost = null)
    {
        var request = HubSpotSigner.Request(Secret, address ?? Address, body, Now);
        request.Headers.Host = host;
        if (forwardedHost is not null)
        {
            request.Headers.Add("X-Forwarded-Host", forwardedHost);
            request.Headers.Add("X-Forwarded-Proto", "https");
        }

        return SendAsync(request);
    }
}
