using Integration.Contracts.Rules;

namespace Integration.Contracts.Payments;

/// <summary>Charge a customer once. Answered by <see cref="PaymentPending"/> and, in the end, by exactly one of
/// <see cref="PaymentConfirmed"/>, <see cref="PaymentFailed"/> or <see cref="PaymentCanceled"/>.
/// A repeat with the same <see cref="PaymentId"/> and the same content changes nothing; with other content it is refused
/// to the dead letters and the first payment goes on undisturbed (SAFETY invariant 6).</summary>
[Mandatory]
public sealed record InitiatePayment
{
    /// <summary>The payment's identity for ever, chosen by the caller.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The caller's order, for people; at most 128 characters. No uniqueness is assumed.</summary>
    public string? OrderId { get; init; }

    /// <summary>The caller's customer; 1 to 128 characters.</summary>
    public required string CustomerId { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>, as the gateway counts them; greater than zero (SAFETY R7).</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217, three capital letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Shown to the customer where the gateway supports it; at most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>How to charge a card.</summary>
    public required CardMethod Card { get; init; }

    /// <summary>Allows PayPal when the card gateway provably takes no money (SAFETY F1–F5). Absent: the payment is charged by card or fails.</summary>
    public PayPalMethod? PayPal { get; init; }

    /// <summary>Kept with the payment; at most 20 entries, keys up to 40 and values up to 500 characters.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
