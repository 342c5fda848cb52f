using Integration.Contracts.Webhooks;

namespace Integration.WebhookIngress.Tests.StandardWebhooks;

public sealed class When_a_standard_webhook_arrives : IngressSpec
{
    private const string Old = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string New = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Body = """{"type":"invoice.paid","timestamp":"2026-11-24T10:00:00Z","data":{"id":"in_1"}}""";

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}",
        $"--Webhooks:Sources:billing:Secrets:0={Old}", $"--Webhooks:Sources:billing:Secrets:1={New}", $"--Webhooks:Sources:other-one:Secrets:0={Old}",
        $"--Webhooks:Sources:flows:Secrets:0={Old}", "--Webhooks:Sources:flows:Crm=salesforce",
    ];

    [Fact]
    public async Task Should_keep_and_tell_it_once_however_often_it_comes()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(StandardSigner.Request("billing", Old, "msg_1", Body, Now))));

        answers.ShouldAllBe(status => status == 200);
        var (id, received) = await NextAsync<WebhookReceived>();
        (received.Source, received.EventId, received.EventType).ShouldBe(("billing", "msg_1", "invoice.paid"));
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        Published.Reader.Count.ShouldBe(0);
        (await Database.CountAsync(
            $"ops.webhooks where source = 'billing' and event_id = 'msg_1' and outcome = 'kept' and contracts = array['WebhookReceived'] and message_ids = array['{id}'::uuid] " +
            "and headers->>'webhook-id' = 'msg_1' and headers ? 'webhook-timestamp' and not headers ? 'webhook-signature'")).ShouldBe(1);
        (await StoredBody.ReadAsync(Database, "msg_1")).ShouldBe(Body);
    }

    [Fact]
    public async Task Should_tell_which_record_of_a_CRM_changed()
    {
        const string data = """
            "data":{"recordType":"contact","recordId":"003A","change":"merge","mergedRecordIds":["003B","003C"]}
            """;
        (await SendAsync(StandardSigner.Request("flows", Old, "msg_1", $$"""{"type":"contact.merged",{{data}}}""", Now))).ShouldBe(200);
        var changed = (await NextAsync<CrmRecordChanged>()).Message;
        (changed.Crm, changed.RecordType, changed.RecordId, changed.Change, changed.EventId).ShouldBe(("salesforce", "contact", "003A", "merge", "msg_1"));
        changed.MergedRecordIds.ShouldBe(["003B", "003C"]);
        (await SendAsync(StandardSigner.Request("flows", Old, "msg_2", """{"type":"contact.merged","data":{"recordType":"contact"}}""", Now))).ShouldBe(200);
        (await NextAsync<WebhookReceived>()).Message.EventId.ShouldBe("msg_2");
        (await SendAsync(StandardSigner.Request("billing", Old, "msg_3", $$"""{"type":"contact.merged",{{data}}}""", Now))).ShouldBe(200);
        (await NextAsync<WebhookReceived>()).Message.EventId.ShouldBe("msg_3", "only who is said to speak for a CRM does");
    }

    [Fact]
    public async Task Should_accept_both_secrets_while_they_are_rotated()
    {
        (await SendAsync(StandardSigner.Request("billing", New, "msg_1", Body, Now))).ShouldBe(200);
        (await SendAsync(StandardSigner.Request("billing", Old, "msg_2", Body, Now, mine => $"{StandardSigner.Sign("whsec_" + Convert.ToBase64String(new byte[32]), "msg_2", Body, Now)} {mine}"))).ShouldBe(200);
        (await Database.TextAsync("select string_agg(verified_by, ', ' order by event_id) from ops.webhooks")).ShouldBe($"{VerifiedBy.Secret(1, New)}, {VerifiedBy.Secret(0, Old)}");
    }

    [Fact]
    public async Task Should_keep_sources_apart()
    {
        (await SendAsync(StandardSigner.Request("billing", Old, "msg_1", Body, Now))).ShouldBe(200);
        (await SendAsync(StandardSigner.Request("other-one", Old, "msg_1", Body, Now))).ShouldBe(200);
        (await Database.CountAsync("(select distinct message_ids from ops.webhooks) m")).ShouldBe(2, "the same id of two sources is two events");
        (await SendAsync(StandardSigner.Request("other-one", New, "msg_2", Body, Now))).ShouldBe(400, "another source's secret");
    }

    [Fact]
    public async Task Should_refuse_what_is_not_configured_not_signed_or_not_json()
    {
        (await SendAsync(StandardSigner.Request("nobody", Old, "msg_1", Body, Now))).ShouldBe(404);
        (await SendAsync(StandardSigner.Request("Billing", Old, "msg_1", Body, Now))).ShouldBe(404, "names are exact");
        (await SendAsync(StandardSigner.Request("billing", Old, "msg_1", Body, Now, _ => ""))).ShouldBe(400);
        (await SendAsync(StandardSigner.Request("billing", Old, "msg_1", "type=invoice.paid", Now))).ShouldBe(400);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await SendAsync(StandardSigner.Request("billing", Old, "msg_1", "{\"without\":\"a type\"}", Now))).ShouldBe(200);
        (await NextAsync<WebhookReceived>()).Message.EventType.ShouldBe("unknown");
    }
}
