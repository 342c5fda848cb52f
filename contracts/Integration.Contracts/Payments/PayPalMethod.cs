namespace Integration.Contracts.Payments;

/// <summary>Allows PayPal as the fallback of a card payment (SAFETY F4, F5): a vaulted token to charge without the payer, or the addresses a payer
/// returns to after approving. With a token the addresses are not used.</summary>
public sealed record PayPalMethod
{
    /// <summary>The payment token of PayPal's vault; at most 255 characters.</summary>
    public string? VaultToken { get; init; }

    /// <summary>Where the payer returns after approving; required without a token, together with <see cref="CancelUrl"/>.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Where the payer returns after giving up.</summary>
    public string? CancelUrl { get; init; }
}
