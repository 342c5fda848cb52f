using System.Text;
using Integration.Contracts.Webhooks;

namespace Integration.WebhookIngress.Tests.PayPal;

public sealed class When_a_PayPal_webhook_arrives : PayPalSpec
{
    [Fact]
    public async Task Should_store_and_publish_it_once_however_often_it_comes()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(Sender, PayPalSender.Order("WH-1", "ORDER1"))));

        answers.ShouldAllBe(status => status == 200);
        var rang = await NextAsync<GatewayObjectChanged>();
        rang.ShouldSatisfyAllConditions(
            () => rang.Gateway.ShouldBe("paypal"), () => rang.Reference.ShouldBe("ORDER1"), () => rang.EventId.ShouldBe("WH-1"),
            () => rang.EventType.ShouldBe("CHECKOUT.ORDER.APPROVED"), () => rang.OccurredAt.ShouldBe(new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero)));
        (await Database.CountAsync($"ops.webhooks where source = 'paypal' and event_id = 'WH-1' and verified_by = 'certificate {Sender.Certificate.Thumbprint}'")).ShouldBe(1);
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        Published.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_publish_what_it_has_no_message_for_as_received()
    {
        (await PostAsync(Sender, """{"id":"WH-2","create_time":"2026-11-24T10:00:00Z","event_type":"INVOICING.INVOICE.PAID","resource":{"id":"INV2"}}""")).ShouldBe(200);

        var received = await NextAsync<WebhookReceived>();
        (received.Source, received.EventId, received.EventType).ShouldBe(("paypal", "WH-2", "INVOICING.INVOICE.PAID"));
    }

    [Fact]
    public async Task Should_refuse_what_was_changed_or_signed_for_another_endpoint_and_keep_nothing()
    {
        var body = PayPalSender.Order("WH-3");
        PayPalSender[] bad =
        [
            Sender with { Spoil = request => request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("APPROVED", "APPR0VED", StringComparison.Ordinal))) },
            Sender with { WebhookId = "8PT597110X687430L" },
            Changed("PAYPAL-TRANSMISSION-ID", "other"),
            Changed("PAYPAL-TRANSMISSION-ID", null),
            Changed("PAYPAL-TRANSMISSION-TIME", PayPalSender.Time(Sender.At.AddSeconds(-1))),
            Changed("PAYPAL-TRANSMISSION-SIG", Convert.ToBase64String(new byte[256])),
            Changed("PAYPAL-TRANSMISSION-SIG", "no base64!"),
            Changed("PAYPAL-TRANSMISSION-SIG", null),
            Changed("PAYPAL-AUTH-ALGO", "SHA1withRSA"),
            Changed("PAYPAL-CERT-URL", null),
            Sender with { Certificate = Authority.Issue() },
        ];
        foreach (var sender in bad)
        {
            (await PostAsync(sender, body)).ShouldBe(400);
        }

        (await PostAsync(Sender, "signed, but no event")).ShouldBe(400);
        (await PostAsync(Sender, """{"id":"WH-4"}""")).ShouldBe(400);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await PostAsync(Sender, body)).ShouldBe(200, "the same, unspoiled, is good");
    }

    /// <summary>Of the body its CRC-32 is signed, and a body can be made to fit one: what signed one body signs others, so it counts for as long as PayPal repeats, and no longer.</summary>
    [Theory]
    [InlineData(-3.5, 200)]
    [InlineData(-4.5, 400)]
    [InlineData(4.5, 400)]
    public async Task Should_take_a_transmission_for_as_long_as_PayPal_repeats(double days, int status) =>
        (await PostAsync(Sender with { At = Sender.At.AddDays(days) }, PayPalSender.Order("WH-aged"))).ShouldBe(status);

    [Fact]
    public async Task Should_keep_no_vault_token()
    {
        (await PostAsync(Sender, """
            {"id":"WH-5","create_time":"2026-11-24T10:00:00Z","event_type":"VAULT.PAYMENT-TOKEN.CREATED","resource":{"id":"8kk8451t","customer":{"id":"c"}}}
            """)).ShouldBe(200);

        var kept = await StoredBody.ReadAsync(Database, "WH-5");
        kept.ShouldContain("\"resource\":\"(removed)\"");
        kept.ShouldNotContain("8kk8451t");
    }

    private PayPalSender Changed(string header, string? value) => Sender with
    {
        Spoil = request =>
        {
            request.Headers.Remove(header).ShouldBeTrue();
            if (value is not null)
            {
                request.Headers.Add(header, value);
            }
        },
    };
}
