using Stripe;

namespace Integration.GatewaySandbox.Tests;

internal static class Refusals
{
    /// <summary>The error Stripe's SDK made of the answer.</summary>
    public static async Task<StripeException> RefusedAsync(this Task call)
    {
        var failure = await Should.ThrowAsync<StripeException>(call);
        failure.StripeError.ShouldNotBeNull($"the body was no error: {failure.StripeResponse?.Content}");
        return failure;
    }
}
