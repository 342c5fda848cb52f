namespace Integration.Contracts.Payments;

/// <summary>A card known to the card gateway by a token. Never a card number: one in any field refuses the message.</summary>
public sealed record CardMethod
{
    /// <summary>The gateway's payment method token, for example <c>pm_card_visa</c>.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>The gateway's customer that owns the token, if any.</summary>
    public string? Customer { get; init; }

    /// <summary>Where the customer returns after an authentication step. Absent: the payment is off-session and a
    /// required authentication declines it.</summary>
    public string? ReturnUrl { get; init; }
}
