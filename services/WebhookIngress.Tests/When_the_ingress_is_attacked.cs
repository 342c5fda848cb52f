using System.Net.Http.Headers;
using System.Text;
using Integration.WebhookIngress.Tests.HubSpot;
using Integration.WebhookIngress.Tests.StandardWebhooks;

namespace Integration.WebhookIngress.Tests;

/// <summary>Each attack has one status and leaves nothing behind but a counter. Those that need a raw connection or a certificate stand in
/// <see cref="When_a_sender_goes_too_far"/>, <see cref="When_a_connection_is_abused"/> and the tests of PayPal.</summary>
public sealed class When_the_ingress_is_attacked : IngressSpec
{
    private const string Standard = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Foreign = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string HubSpotSecret = "the-client-secret-of-the-app";
    private const string Invoice = """{"type":"invoice.paid"}""";

    private static readonly Dictionary<string, (int Status, string Count, Func<HttpRequestMessage> Request)> Attacks = new()
    {
        ["stripe: tampered body"] = (400, "stripe bad_signature", () => With(FromStripe(Event()), Event("evt_2"))),
        ["stripe: no signature"] = (400, "stripe bad_signature", () => Post("/webhooks/stripe", Event())),
        ["stripe: expired signature"] = (400, "stripe bad_signature", () => FromStripe(Event(), at: Now.AddMinutes(-6))),
        ["stripe: signature of the future"] = (400, "stripe bad_signature", () => FromStripe(Event(), at: Now.AddMinutes(6))),
        ["stripe: wrong secret"] = (400, "stripe bad_signature", () => FromStripe(Event(), "whsec_of_somebody_else")),
        ["stripe: signature of another scheme"] = (400, "stripe bad_signature", () => Changed(FromStripe(Event()), "Stripe-Signature", header => header.Replace("v1=", "v0=", StringComparison.Ordinal))),
        ["stripe: signature of another body"] = (400, "stripe bad_signature", () => Changed(FromStripe(Event()), "Stripe-Signature", _ => StripeSigner.Header(StripeSecret, "{}"u8.ToArray(), Now))),
        ["stripe: header twice, the second good"] = (400, "stripe bad_signature", () => Twice(FromStripe(Event()), "Stripe-Signature", "t=1,v1=" + new string('0', 64))),
        ["stripe: 10 MB body"] = (413, "stripe too_large", () => Large(10 << 20)),
        ["stripe: 10,000 deep"] = (400, "stripe bad_body", () => FromStripe(string.Concat(Enumerable.Repeat("{\"id\":", 10_000)) + "1" + new string('}', 10_000))),
        ["stripe: invalid UTF-8 in the id"] = (400, "stripe bad_body", () => FromStripe([.. "{\"id\":\"evt_"u8, 0xC3, 0x28, .. "\",\"type\":\"a\",\"created\":1800000000,\"data\":{\"object\":{}}}"u8])),
        ["stripe: no JSON"] = (400, "stripe bad_body", () => FromStripe("id=evt_1")),
        ["stripe: not an event"] = (400, "stripe bad_body", () => FromStripe("[]")),
        ["stripe: form"] = (415, "stripe not_json", () => As("application/x-www-form-urlencoded", FromStripe(Event()))),
        ["stripe: XML"] = (415, "stripe not_json", () => As("application/xml", FromStripe(Event()))),
        ["stripe: line end in the id"] = (400, "stripe bad_body", () => FromStripe(Event("evt_1\\nforged"))),
        ["stripe: NUL in the id"] = (400, "stripe bad_body", () => FromStripe(Event("evt_1\\u0000"))),
        ["stripe: line end in the type"] = (400, "stripe bad_body", () => FromStripe(Event(type: "a\\r\\nforged"))),
        ["stripe: id of 300 characters"] = (400, "stripe bad_body", () => FromStripe(Event(new string('x', 300)))),
        ["stripe: empty id"] = (400, "stripe bad_body", () => FromStripe(Event(""))),
        ["standard: tampered body"] = (400, "billing bad_signature", () => With(StandardSigner.Request("billing", Standard, "msg_1", Invoice, Now), Invoice.Replace("paid", "void", StringComparison.Ordinal))),
        ["standard: another id"] = (400, "billing bad_signature", () => Changed(StandardSigner.Request("billing", Standard, "msg_1", Invoice, Now), "webhook-id", _ => "msg_2")),
        ["standard: expired"] = (400, "billing bad_signature", () => StandardSigner.Request("billing", Standard, "msg_1", Invoice, Now.AddMinutes(-6))),
        ["standard: of the future"] = (400, "billing bad_signature", () => StandardSigner.Request("billing", Standard, "msg_1", Invoice, Now.AddMinutes(6))),
        ["standard: foreign secret"] = (400, "billing bad_signature", () => StandardSigner.Request("billing", Foreign, "msg_1", Invoice, Now)),
        ["standard: id twice"] = (400, "billing bad_signature", () => Twice(StandardSigner.Request("billing", Standard, "msg_1", Invoice, Now), "webhook-id", "msg_2")),
        ["standard: unknown source"] = (404, "unknown unknown_source", () => StandardSigner.Request("nobody", Standard, "msg_1", Invoice, Now)),
        ["standard: source that is a way out"] = (404, "unknown unknown_source", () => StandardSigner.Request("..%2Fhealth", Standard, "msg_1", Invoice, Now)),
        ["standard: source with a line end"] = (404, "unknown unknown_source", () => StandardSigner.Request("billing%0Aforged", Standard, "msg_1", Invoice, Now)),
        ["hubspot: no signature"] = (400, "hubspot bad_signature", () => Post("/webhooks/hubspot", Contacts)),
        ["hubspot: expired"] = (400, "hubspot bad_signature", () => HubSpotSigner.Request(HubSpotSecret, Address, Contacts, Now.AddMinutes(-6))),
        ["hubspot: of the future"] = (400, "hubspot bad_signature", () => HubSpotSigner.Request(HubSpotSecret, Address, Contacts, Now.AddMinutes(6))),
        ["hubspot: wrong secret"] = (400, "hubspot bad_signature", () => HubSpotSigner.Request("another-client-secret", Address, Contacts, Now)),
        ["hubspot: tampered body"] = (400, "hubspot bad_signature", () => With(HubSpotSigner.Request(HubSpotSecret, Address, Contacts, Now), Contacts.Replace("123", "124", StringComparison.Ordinal))),
        ["hubspot: another host"] = (400, "hubspot bad_signature", () => HubSpotSigner.Request(HubSpotSecret, "https://evil.example/webhooks/hubspot", Contacts, Now)),
        ["hubspot: forged X-Forwarded-*"] = (400, "hubspot bad_signature", () => Forwarded(HubSpotSigner.Request(HubSpotSecret, "https://evil.example/webhooks/hubspot", Contacts, Now))),
        ["hubspot: line end in the subscription"] = (400, "hubspot bad_body", () => HubSpotSigner.Request(HubSpotSecret, Address, Contacts.Replace("contact.", "contact\\n.", StringComparison.Ordinal), Now)),
        ["paypal: not configured"] = (404, "unknown unknown_source", () => Post("/webhooks/paypal", "{}")),
    };

    private static readonly (string Name, Func<HttpRequestMessage> Request)[] Good =
    [
        ("the second v1 is valid", () => Changed(FromStripe(Event()), "Stripe-Signature", header => header.Replace(",v1=", $",v1={new string('0', 64)},v1=", StringComparison.Ordinal))),
        ("forged X-Forwarded-* beside a good signature", () => Forwarded(FromStripe(Event("evt_2")))),
        ("SQL in the id", () => FromStripe(Event("x'); drop table webhooks.received; --"))),
        ("the same again", () => FromStripe(Event())),
        ("invalid UTF-8 in what nobody reads", () => FromStripe([.. "{\"id\":\"evt_3\",\"type\":\"a\",\"created\":1800000000,\"data\":{\"object\":{\"note\":\""u8, 0xC3, 0x28, .. "\"}}}"u8])),
        ("a charset beside the content type", () => As("application/json; charset=utf-8", FromStripe(Event("evt_4")))),
    ];

    private const string Address = "https://hooks.example.com/webhooks/hubspot";

    private static string Contacts => $"[{HubSpotSigner.Event(1)}]";

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:Sources:billing:Secrets:0={Standard}",
        $"--Webhooks:HubSpot:ClientSecrets:0={HubSpotSecret}", $"--Webhooks:HubSpot:Url={Address}",
    ];

    [Fact]
    public async Task Should_answer_each_attack_with_its_status_count_it_once_and_keep_nothing()
    {
        using var counted = new Counted(Client.BaseAddress!);
        var wrong = new List<string>();
        foreach (var (name, (status, count, request)) in Attacks)
        {
            var (answer, counts) = (await SendAsync(request()), string.Join(", ", counted.Take()));
            if (answer != status || counts != $"integration.webhooks.received {count}")
            {
                wrong.Add($"{name}: {answer}, counted as [{counts}], instead of {status}, counted as {count}");
            }
        }

        wrong.ShouldBeEmpty();
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await Database.CountAsync("messaging.outbox")).ShouldBe(0);
        Published.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_accept_what_only_looks_like_one()
    {
        foreach (var (name, request) in Good)
        {
            (await SendAsync(request())).ShouldBe(200, name);
        }

        (await Database.CountAsync("ops.webhooks")).ShouldBe(Good.Length - 1, "the one that came twice is kept once");
        (await Database.CountAsync("ops.webhooks where event_id = 'x''); drop table webhooks.received; --'")).ShouldBe(1);
    }

    private static string Event(string id = "evt_1", string type = "payment_intent.succeeded") =>
        $$$$"""{"id":"{{{{id}}}}","type":"{{{{type}}}}","created":1800000000,"data":{"object":{"id":"pi_1","object":"payment_intent"}}}""";

    private static HttpRequestMessage FromStripe(byte[] body)
    {
        var request = Post("/webhooks/stripe", "", ("Stripe-Signature", StripeSigner.Header(StripeSecret, body, Now)));
        request.Content = new ByteArrayContent(body);
        return request;
    }

    private static HttpRequestMessage Large(int bytes)
    {
        var request = FromStripe(new string('x', bytes));
        request.Headers.ExpectContinue = true;      // so that the answer comes before the body does
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string body)
    {
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        return request;
    }

    private static HttpRequestMessage As(string contentType, HttpRequestMessage request)
    {
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return request;
    }

    private static HttpRequestMessage Changed(HttpRequestMessage request, string header, Func<string, string> change)
    {
        var value = change(request.Headers.GetValues(header).Single());
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
        return request;
    }

    private static HttpRequestMessage Twice(HttpRequestMessage request, string header, string first)
    {
        var good = request.Headers.GetValues(header).Single();
        request.Headers.Remove(header);
        request.Headers.Add(header, [first, good]);
        return request;
    }

    private static HttpRequestMessage Forwarded(HttpRequestMessage request)
    {
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");
        return request;
    }
}
