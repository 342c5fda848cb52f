using Integration.GatewaySandbox;

namespace Integration.Simulation.Gateways;

/// <summary>How the gateways' accounts are set for the simulator: the sandbox's own settings, without faults by themselves.</summary>
internal static class Account
{
    private const string Endpoint = "https://simulation.invalid/webhooks/";

    /// <summary>The events that tell the product something; see the ingress's <c>StripeEvent</c>.</summary>
    private static readonly string[] StripeEvents =
    [
        "payment_intent.created", "payment_intent.requires_action", "payment_intent.processing", "payment_intent.amount_capturable_updated", "payment_intent.payment_failed",
        "payment_intent.succeeded", "payment_intent.canceled", "charge.refunded", "refund.created", "refund.updated", "refund.failed",
        "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
    ];

    /// <summary>Settings of one's own to change; a model reads them for as long as it lives.</summary>
    public static SandboxOptions Settings()
    {
        var settings = new SandboxOptions { PacksAnswers = false, PublicUrl = "https://api-m.simulation.invalid" };
        settings.Webhooks.Stripe.Url = Endpoint + "stripe";
        settings.Webhooks.Stripe.Events.AddRange(StripeEvents);
        settings.Webhooks.PayPal.Url = Endpoint + "paypal";
        return settings;
    }
}
