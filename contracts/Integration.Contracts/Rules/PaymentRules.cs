using Integration.Contracts.Payments;

namespace Integration.Contracts.Rules;

/// <summary>What every <see cref="InitiatePayment"/> has to keep, whichever door it comes through. What a gateway cannot express
/// (its currencies, minimum and maximum) is checked where the gateway is known.</summary>
public static class PaymentRules
{
    /// <summary>What a sealed text begins with: a vault token on its way through the product (docs/adr/0006).</summary>
    public const string Sealed = "sealed.v1.";

    private const int MaxText = 500;
    private const int MaxName = 128;
    private const int MaxMetadata = 20;
    private const int MaxMetadataKey = 40;

    /// <summary>Every broken rule, in words; empty when the message is good.</summary>
    public static IReadOnlyList<Violation> Violations(InitiatePayment message)
    {
        var found = new Findings();
        found.Require(message.PaymentId != Guid.Empty, "paymentId", "is missing");
        found.Require(message.AmountMinor > 0, "amountMinor", "has to be greater than zero");
        found.Require(message.Currency is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper), "currency", "has to be three capital letters (ISO 4217)");
        found.Text("customerId", message.CustomerId, MaxName, required: true);
        found.Text("orderId", message.OrderId, MaxName);
        found.Text("description", message.Description, MaxText);
        found.Text("card.paymentMethod", message.Card?.PaymentMethod, MaxName, required: true);
        found.Text("card.customer", message.Card?.Customer, MaxName);
        found.Address("card.returnUrl", message.Card?.ReturnUrl);
        if (message.PayPal is { } payPal)
        {
            found.Token("payPal.vaultToken", payPal.VaultToken);
            found.Address("payPal.returnUrl", payPal.ReturnUrl);
            found.Address("payPal.cancelUrl", payPal.CancelUrl);
            found.Require(
                !string.IsNullOrWhiteSpace(payPal.VaultToken) || (payPal.ReturnUrl is not null && payPal.CancelUrl is not null),
                "payPal", "has to have a vaultToken, or a returnUrl and a cancelUrl");
        }

        found.Require((message.Metadata?.Count ?? 0) <= MaxMetadata, "metadata", $"has more than {MaxMetadata} entries");
        foreach (var (key, value) in message.Metadata ?? new Dictionary<string, string>())
        {
            found.Text("metadata", key, MaxMetadataKey, required: true, part: "a key");
            found.Text("metadata", value, MaxText, part: "a value");
        }

        return found.Rules;
    }

    /// <summary>Every broken rule of a cancel, in words.</summary>
    public static IReadOnlyList<Violation> Violations(CancelPayment message)
    {
        var found = new Findings();
        found.Require(message.PaymentId != Guid.Empty, "paymentId", "is missing");
        found.Text("reason", message.Reason, MaxText);
        return found.Rules;
    }
}
