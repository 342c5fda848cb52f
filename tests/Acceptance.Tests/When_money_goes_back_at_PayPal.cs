using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Integration.Contracts.Operations;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

[Trait("Rule", "U6")]
public sealed class When_money_goes_back_at_PayPal(World world) : RefundSpec(world)
{
    protected override string RefundOperation => "paypal.refund";

    [Theory]
    [InlineData("completed", "Succeeded", "Refunded")]
    [InlineData("failed", "Failed", "Confirmed")]
    public async Task Should_follow_what_is_pending_to_its_end(string outcome, string refundState, string paymentState)
    {
        var payment = await CapturedAsync("vault_refund_pending");
        var refund = await RefundAsync(payment);
        await World.RefundIsAsync(refund, "Pending");
        await RefusedAsync(await RefundAsync(payment, 1), "nothing_left", "nothing is left of 1999 EUR: 0 went back, 1999 is on its way");
        var reference = await World.Database.TextAsync($"select refund_reference from ops.refunds where refund_id = '{refund}'");
        await PostAsync($"/sandbox/paypal/settle/{reference}?outcome={outcome}", null);
        await World.RefundIsAsync(refund, refundState);
        await World.StateIsAsync(payment, paymentState);
        // The payment hears of it after the refund has its end.
        await World.Database.UntilAsync($"payments.payments where correlation_id = '{payment}' and refund_reserved_minor = 0 and refunded_minor = {(outcome == "completed" ? Amount : 0)}", n => n == 1);
    }

    /// <summary>SAFETY U4: our call made nothing, and what somebody gave back in the dashboard, without an id, failed. While that stands it is the end of the matter; then one decision sends ours.</summary>
    [Fact]
    public async Task Should_return_a_duplicate_whose_call_had_no_answer_when_the_refund_by_hand_failed()
    {
        var payment = World.WithPayPal(token: "vault_declined_refund_pending");
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Failed");
        await World.FaultOnAsync(RefundOperation, payment.PaymentId.ToString(), "connection_reset_before", 1000);
        await PostAsync("/sandbox/paypal/plant-capture", JsonContent.Create(new { orderId = await OrderIdAsync(payment.PaymentId) }));
        await OrphanIsAsync(payment.PaymentId, "state = 'needs_review' and reason like 'giving it back had no outcome%'");
        await World.EndFaultsAsync();

        await ByHandAsync(payment.PaymentId, Amount);
        await OrphanIsAsync(payment.PaymentId, "state = 'returned' and refund_reference is null");
        var byHand = (string)(await OrderAsync(payment.PaymentId))["purchase_units"]![0]!["payments"]!["refunds"]![0]!["id"]!;
        await PostAsync($"/sandbox/paypal/settle/{byHand}?outcome=failed", null);
        await OrphanIsAsync(payment.PaymentId, "state = 'needs_review' and returned_minor = 0");

        var attempt = Guid.Parse(await World.Database.TextAsync($"select attempt_id::text from ops.duplicate_charges where payment_id = '{payment.PaymentId}'"));
        await World.PublishAsync(new ReturnDuplicateCharge { PaymentId = payment.PaymentId, AttemptId = attempt, By = "ops 1", Why = "the dashboard's failed" });
        await OrphanIsAsync(payment.PaymentId, "state in ('waiting', 'needs_review') and refund_reference is not null");
        var ours = await World.Database.TextAsync($"select refund_reference from ops.duplicate_charges where payment_id = '{payment.PaymentId}'");
        await PostAsync($"/sandbox/paypal/settle/{ours}?outcome=completed", null);
        await OrphanIsAsync(payment.PaymentId, "state = 'returned' and returned_minor = 1999");
        (await RefundedAsync(payment.PaymentId)).ShouldBe((1, Amount));
    }

    private Task OrphanIsAsync(Guid payment, string what) => World.Database.UntilAsync($"ops.duplicate_charges where payment_id = '{payment}' and {what}", n => n == 1);

    protected override Task<Guid> CapturedAsync() => CapturedAsync("vault_ok");

    protected override async Task<(int Count, long Minor)> RefundedAsync(Guid payment)
    {
        var refunds = (await OrderAsync(payment))["purchase_units"]![0]!["payments"]!["refunds"]?.AsArray() ?? [];
        var standing = refunds.Where(r => (string?)r!["status"] != "FAILED").ToList();
        return (standing.Count, standing.Sum(r => (long)(decimal.Parse((string)r!["amount"]!["value"]!, System.Globalization.CultureInfo.InvariantCulture) * 100)));
    }

    protected override async Task ByHandAsync(Guid payment, long amount)
    {
        var capture = (string)(await OrderAsync(payment))["purchase_units"]![0]!["payments"]!["captures"]![0]!["id"]!;
        var value = (amount / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        await ApiAsync(HttpMethod.Post, $"/v2/payments/captures/{capture}/refund", JsonContent.Create(new { amount = new { value, currency_code = "EUR" } }));
    }

    protected override async Task<string> DisputeAsync(Guid payment)
    {
        var order = await World.Database.TextAsync($"select gateway_reference from ops.payments where payment_id = '{payment}'");
        return (string)(await PostAsync("/sandbox/paypal/disputes", JsonContent.Create(new { order })))!["id"]!;
    }

    protected override Task WinAsync(string dispute) => PostAsync($"/sandbox/paypal/disputes/{dispute}/resolve?outcome=seller", null);

    private async Task<Guid> CapturedAsync(string token)
    {
        var command = World.Payment("pm_card_visa_chargeDeclined", Amount) with { PayPal = new PayPalMethod { VaultToken = token } };
        await World.PublishAsync(command);
        await World.StateIsAsync(command.PaymentId, "Confirmed");
        return command.PaymentId;
    }

    private Task<string> OrderIdAsync(Guid payment) => World.Database.TextAsync($"select gateway_reference from ops.payments where payment_id = '{payment}' and gateway = 'paypal'");

    private async Task<JsonNode> OrderAsync(Guid payment) => (await ApiAsync(HttpMethod.Get, $"/v2/checkout/orders/{await OrderIdAsync(payment)}", null))!;

    /// <summary>PayPal's own API, as its pages would use it.</summary>
    private async Task<JsonNode?> ApiAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/v1/oauth2/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        ask.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("paypal_client_sandbox:paypal_secret_sandbox")));
        using var token = await World.Gateway.SendAsync(ask);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await token.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!);
        return await ReadAsync(await World.Gateway.SendAsync(request));
    }

    private async Task<JsonNode?> PostAsync(string path, HttpContent? content) => await ReadAsync(await World.Gateway.PostAsync(new Uri(path, UriKind.Relative), content));

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue(body);
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
    }
}
