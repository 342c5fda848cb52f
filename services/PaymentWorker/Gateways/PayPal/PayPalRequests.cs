using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>What we say to PayPal. The same command gives the same body, for ever: a repeat under the same key has to say the same.</summary>
internal static class PayPalRequests
{
    /// <summary>PayPal's limit of a description.</summary>
    private const int LongestDescription = 127;

    /// <summary>PayPal's limit of a note to the payer.</summary>
    private const int LongestNote = 255;

    /// <summary>An order without a source that could be charged (SAFETY R1). With a way back it is one that the payer approves first.</summary>
    public static object Order(CreateAttempt command) => new
    {
        Intent = "CAPTURE",
        PurchaseUnits = new[]
        {
            new
            {
                Amount = PayPalCurrencies.Write(command.Currency, command.AmountMinor),
                // SAFETY F6: accounts that block repeated invoice ids refuse a second capture of the payment by themselves.
                InvoiceId = command.Attempt.PaymentId.ToString(),
                CustomId = command.Attempt.AttemptId.ToString(),
                Description = Cut(command.Description, LongestDescription),
            },
        },
        PaymentSource = command.ReturnUrl is null
            ? null
            : new { Paypal = new { ExperienceContext = new { command.ReturnUrl, command.CancelUrl, UserAction = "PAY_NOW", ShippingPreference = "NO_SHIPPING" } } },
    };

    /// <summary>The vaulted token, or nothing after the payer approved.</summary>
    public static object Capture(CaptureAttempt command) => new
    {
        PaymentSource = command.PaymentMethod is null ? null : new { Paypal = new { VaultId = command.PaymentMethod } },
    };

    /// <summary>Always with its amount: what is left may change between two repeats.</summary>
    public static object Refund(RefundRequest refund) => new
    {
        Amount = PayPalCurrencies.Write(refund.Currency, refund.AmountMinor),
        CustomId = refund.RefundId.ToString(),
        NoteToPayer = Cut(refund.Reason, LongestNote),
    };

    private static string? Cut(string? text, int longest) => text switch
    {
        null or "" => null,
        { Length: var length } when length <= longest => text,
        _ => char.IsHighSurrogate(text[longest - 1]) ? text[..(longest - 1)] : text[..longest],
    };
}
