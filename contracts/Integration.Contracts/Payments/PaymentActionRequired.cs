namespace Integration.Contracts.Payments;

/// <summary>The customer has to act (3-D Secure) before <see cref="Deadline"/>; afterwards the payment is looked up and
/// released. May be published again when the gateway asks again.</summary>
public sealed record PaymentActionRequired
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway that asks, for example <c>stripe</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>Where to send the customer, when the gateway gives an address.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>The gateway's secret for its own library in the customer's browser or app (Stripe's <c>client_secret</c>, docs.stripe.com/payments/payment-intents): for the customer's
    /// device and nobody else, never to be logged or stored. Absent where the gateway has none, and where the sender has no key to keep it sealed with.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>When we stop waiting, UTC.</summary>
    public required DateTimeOffset Deadline { get; init; }
}
