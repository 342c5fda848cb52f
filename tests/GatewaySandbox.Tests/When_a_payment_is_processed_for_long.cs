using System.Net;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_payment_is_processed_for_long
{
    [Theory]
    [InlineData("succeed", "requires_capture")]
    [InlineData("fail", "requires_payment_method")]
    public async Task Should_end_when_the_bank_says_and_not_be_canceled_before(string outcome, string status)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_sandbox_processing");
        (await sandbox.ConfirmAsync(created.Id)).Status.ShouldBe("processing");
        var refused = await Should.ThrowAsync<StripeException>(() => sandbox.Intents.CancelAsync(created.Id));
        refused.StripeError.PaymentIntent.Status.ShouldBe("processing");

        using var unknown = await sandbox.PostAsync($"/sandbox/payments/{created.Id}?outcome=perhaps");
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var answer = await sandbox.PostAsync($"/sandbox/payments/{created.Id}?outcome={outcome}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sandbox.Intents.GetAsync(created.Id)).Status.ShouldBe(status);
        using var again = await sandbox.PostAsync($"/sandbox/payments/{created.Id}?outcome={outcome}");
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
