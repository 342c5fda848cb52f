using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Integration.Acceptance;

/// <summary>What a caller of the API says arrives where it is meant for: in the payment's row and at the gateway that the payment comes to.</summary>
public sealed class When_every_field_of_a_payment_is_given(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_hand_every_field_on_to_the_payment_and_to_the_card_gateway()
    {
        var id = Guid.NewGuid();
        var asked = await Clients.PostAsync(World.Api.Shop, "/v1/payments", Everything(id, "pm_card_authenticationRequired"), $"key-{Guid.NewGuid():N}", "wait=30");
        asked.State.ShouldBe("AwaitingCustomer");

        var reference = (await World.LinesAsync(id)).Single(line => line.Gateway == "stripe").Id;
        var intent = (await World.Gateway.GetFromJsonAsync<JsonObject>($"/v1/payment_intents/{reference}"))!;
        ((long)intent["amount"]!, (string?)intent["currency"], (string?)intent["description"], (string?)intent["customer"], (string?)intent["next_action"]!["redirect_to_url"]!["return_url"])
            .ShouldBe((1999, "eur", "Two chairs, green", "cus_of_everything", "https://shop.example/authenticated"));
        (await World.Database.CountAsync(
            $"requests.writes where payment_id = '{id}' and order_id = 'order of everything' and customer_id = 'customer of everything' and amount_minor = 1999 and currency = 'EUR'")).ShouldBe(1);
        (await World.Database.CountAsync(
            $"payments.payments where correlation_id = '{id}' and order_id = 'order of everything' and customer_id = 'customer of everything' and amount_minor = 1999 and currency = 'EUR' " +
            "and description = 'Two chairs, green' and payment_method = 'pm_card_authenticationRequired' and gateway_customer = 'cus_of_everything' and return_url = 'https://shop.example/authenticated' " +
            "and pay_pal_return_url = 'https://shop.example/approved' and pay_pal_cancel_url = 'https://shop.example/gave-up' and metadata::jsonb = '{\"branch\":\"Bern\",\"clerk\":\"7\"}'")).ShouldBe(1);
    }

    /// <summary>What the payer sees there, and where each way out leads.</summary>
    [Fact]
    public async Task Should_hand_every_field_on_to_PayPal()
    {
        var asked = await Clients.PostAsync(World.Api.Shop, "/v1/payments", Everything(Guid.NewGuid(), "pm_card_visa_chargeDeclined"), $"key-{Guid.NewGuid():N}", "wait=30");
        asked.State.ShouldBe("AwaitingCustomer");

        var page = new Uri((string)asked.Body["nextAction"]!["redirectUrl"]!);
        var shown = await World.Gateway.GetStringAsync(page);
        shown.ShouldContain("Pay 19.99 EUR");
        shown.ShouldContain("Two chairs, green");
        shown.ShouldContain("\"https://shop.example/gave-up?token=");
        using var payer = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true });
        using var approved = await payer.PostAsync(page, null);
        approved.Headers.Location!.ToString().ShouldStartWith("https://shop.example/approved?token=");
        await World.StateIsAsync(asked.PaymentId, "Confirmed");
    }

    /// <summary>The body of a payment with every field that there is but a vault token, which the addresses of PayPal would not be used with.</summary>
    private static string Everything(Guid id, string card) => $$"""
        {
            "paymentId": "{{id}}", "orderId": "order of everything", "customerId": "customer of everything", "amountMinor": 1999, "currency": "EUR", "description": "Two chairs, green",
            "card": { "paymentMethod": "{{card}}", "customer": "cus_of_everything", "returnUrl": "https://shop.example/authenticated" },
            "payPal": { "returnUrl": "https://shop.example/approved", "cancelUrl": "https://shop.example/gave-up" },
            "metadata": { "branch": "Bern", "clerk": "7" }
        }
        """;
}
