using Integration.Contracts.Payments;

namespace Integration.Contracts.Rules;

/// <summary>What every <see cref="InitiatePayment"/> has to keep, whichever door it comes through. What a gateway cannot express
/// (its currencies, minimum and maximum) is checked where the gateway is known.</summary>
public static class PaymentRules
{
    private const int MaxText = 500;
    private const int MaxName = 128;
    private const int MaxMetadata = 20;
    private const int MaxMetadataKey = 40;
    private const int MaxUrl = 2048;

    /// <summary>Every broken rule, in words; empty when the message is good.</summary>
    public static IReadOnlyList<string> Violations(InitiatePayment message)
    {
        var found = new List<string>();
        Require(message.PaymentId != Guid.Empty, "paymentId is missing");
        Require(message.AmountMinor > 0, "amountMinor has to be greater than zero");
        Require(message.Currency is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper), "currency has to be three capital letters (ISO 4217)");
        Text("customerId", message.CustomerId, MaxName, required: true);
        Text("orderId", message.OrderId, MaxName);
        Text("description", message.Description, MaxText);
        Text("card.paymentMethod", message.Card?.PaymentMethod, MaxName, required: true);
        Text("card.customer", message.Card?.Customer, MaxName);
        Text("card.returnUrl", message.Card?.ReturnUrl, MaxUrl);
        Require(
            message.Card?.ReturnUrl is not { } url || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"),
            "card.returnUrl has to be an absolute http(s) address");
        Require((message.Metadata?.Count ?? 0) <= MaxMetadata, $"metadata has more than {MaxMetadata} entries");
        foreach (var (key, value) in message.Metadata ?? new Dictionary<string, string>())
        {
            Text("a key of metadata", key, MaxMetadataKey, required: true);
            Text("a value of metadata", value, MaxText);
        }

        return found;

        void Require(bool kept, string rule)
        {
            if (!kept)
            {
                found.Add(rule);
            }
        }

        void Text(string field, string? value, int limit, bool required = false)
        {
            Require(!required || !string.IsNullOrWhiteSpace(value), $"{field} is missing");
            Require(value is null || value.Length <= limit, $"{field} is longer than {limit} characters");
            Require(value is null || !value.Any(char.IsControl), $"{field} has a control character");
            Require(!CardNumber.Is(value), $"{field} is a card number: send the gateway's token instead");
        }
    }
}
