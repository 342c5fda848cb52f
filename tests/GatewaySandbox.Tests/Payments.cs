using System.Net.Http.Json;
using System.Text.Json;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

/// <summary>Captured payments and what happens to them.</summary>
internal static class Payments
{
    /// <summary>A payment of 19.99 EUR, captured.</summary>
    public static async Task<PaymentIntent> PaidAsync(this Sandbox sandbox, string method = "pm_card_visa", string? payment = null)
    {
        var created = await sandbox.CreateAsync(method, metadata: payment is null ? null : new() { ["integration_payment_id"] = payment });
        await sandbox.ConfirmAsync(created.Id);
        return await sandbox.CaptureAsync(created.Id);
    }

    public static RefundService Refunds(this Sandbox sandbox) => sandbox.Stripe.V1.Refunds;

    public static Task<Refund> RefundAsync(this Sandbox sandbox, string intent, long? amount = null, string? key = null, Dictionary<string, string>? metadata = null) =>
        sandbox.Refunds().CreateAsync(new RefundCreateOptions { PaymentIntent = intent, Amount = amount, Metadata = metadata }, Sandbox.Key(key));

    /// <summary>Awaits that the refund has ended so.</summary>
    public static async Task<Refund> UntilRefundAsync(this Sandbox sandbox, string refund, string status)
    {
        await sandbox.UntilAsync("/ledger", l => l.GetProperty("refunds").EnumerateArray().Any(r => r.GetProperty("id").GetString() == refund && r.GetProperty("status").GetString() == status));
        return await sandbox.Refunds().GetAsync(refund);
    }

    public static async Task<JsonElement> ActAsync(this Sandbox sandbox, string path, object? body = null, int status = 200)
    {
        using var answer = await sandbox.Http.PostAsJsonAsync(path, body ?? new { });
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<JsonElement> PaymentAsync(this Sandbox sandbox, string payment) => (await sandbox.LedgerAsync()).GetProperty("captures_by_payment").GetProperty(payment);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
