using Integration.Contracts.Payments;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>A payment to make. Whoever repeats the request with its idempotency key gets the same payment.</summary>
internal sealed record NewPayment
{
    /// <summary>The payment's id for ever; of any UUID version but 8; absent: derived from the client and its idempotency key.</summary>
    public Guid? PaymentId { get; init; }

    /// <summary>The caller's order, for people; at most 128 characters.</summary>
    public string? OrderId { get; init; }

    /// <summary>The caller's customer; 1 to 128 characters.</summary>
    public required string CustomerId { get; init; }

    /// <summary>In minor units of the currency, more than zero.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217, three capital letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Shown to the customer where the gateway supports it; at most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>How to charge a card. Never a card number.</summary>
    public required CardMethod Card { get; init; }

    /// <summary>Allows PayPal when the card gateway provably takes no money.</summary>
    public PayPalMethod? PayPal { get; init; }

    /// <summary>Kept with the payment; at most 20 entries, keys up to 40 and values up to 500 characters.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The command. A vault token goes sealed: it charges its payer without the payer, and the command waits in a row (ADR 6).</summary>
    public InitiatePayment Command(Guid paymentId, Func<string, string>? seal) => new()
    {
        PaymentId = paymentId, OrderId = OrderId, CustomerId = CustomerId, AmountMinor = AmountMinor, Currency = Currency, Description = Description, Card = Card,
        PayPal = PayPal is { VaultToken: { } token } && seal is not null ? PayPal with { VaultToken = seal(token) } : PayPal, Metadata = Metadata,
    };
}

/// <summary>Why a payment is to be stopped.</summary>
internal sealed record NewCancel
{
    /// <summary>In words for people; at most 500 characters.</summary>
    public string? Reason { get; init; }
}
