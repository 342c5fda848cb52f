using Integration.Contracts.Payments;

namespace Integration.Sagas.Payments;

/// <summary>When a payment may leave its card gateway for PayPal (SAFETY F4, F5, R7). The proof (F1) is not a matter of policy: without it nothing here is asked.
/// Pure, but for the state of the gateways, which comes from outside.</summary>
public sealed class FallbackPolicy(FallbackOptions options, IGatewayCurrencies? currencies, IGatewayHealth health, string cards)
{
    /// <summary>Declines.</summary>
    public const string Declined = "declined";

    /// <summary>Calls that gave no outcome until the retries were spent.</summary>
    public const string RetriesExhausted = "retries_exhausted";

    /// <summary>The card gateway could not be reached.</summary>
    public const string Unreachable = "gateway_unreachable";

    /// <summary>The customer did not authenticate in time.</summary>
    public const string NotAuthenticated = "not_authenticated";

    /// <summary>A person wanted it closed: nothing follows.</summary>
    public const string Released = "released";

    /// <summary>The gateway that is fallen back to; nothing when this installation has none.</summary>
    public string? Gateway => currencies?.Gateway;

    /// <summary>True when the payment may go on at PayPal for this reason, once the first attempt is proven closed.</summary>
    public bool Allows(PaymentState payment, string reason) =>
        payment is { CancelRequested: false, FallbackProof: null, CapturedMinor: 0 } && payment.Gateway == cards
        && (payment.PayPalToken is not null || payment.PayPalReturnUrl is not null)
        && Allows(reason) && Expresses(payment.Currency, payment.AmountMinor);

    /// <summary>True when a new payment begins at PayPal at once: the card gateway's circuit is open, so no attempt was made there.</summary>
    public bool BeginsThere(InitiatePayment message) =>
        message.PayPal is not null && Allows(Unreachable) && Expresses(message.Currency, message.AmountMinor) && CardsAreDown;

    /// <summary>True while the card gateway's circuit is open and the fallback's is not.</summary>
    public bool CardsAreDown => currencies is not null && health.IsOpen(cards) && !health.IsOpen(currencies.Gateway);

    private bool Allows(string reason) => currencies is not null && options.Reasons.Contains(reason);

    private bool Expresses(string currency, long amountMinor) => currencies!.Refuse(currency, amountMinor) is null;
}

/// <summary>What this process knows of the gateways' state.</summary>
public interface IGatewayHealth
{
    /// <summary>True while the gateway's circuit is open: most of the last calls failed and none is sent.</summary>
    bool IsOpen(string gateway);
}
