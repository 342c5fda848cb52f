using System.Security.Cryptography;
using System.Text.Json;
using Integration.Contracts.Payments;

namespace Integration.Sagas.Payments;

/// <summary>Tells a repeat from a reused id: equal content gives an equal hash, whatever the order of metadata.</summary>
public static class RequestHash
{
    /// <summary>Lower-case hex of SHA-256 over every field.</summary>
    public static string Of(InitiatePayment message)
    {
        object?[] payPal = message.PayPal is { } method ? [method.VaultToken, method.ReturnUrl, method.CancelUrl] : [];     // absent, the hash of older messages stays
        var content = JsonSerializer.SerializeToUtf8Bytes(new object?[]
        {
            message.PaymentId, message.OrderId, message.CustomerId, message.AmountMinor, message.Currency, message.Description,
            message.Card?.PaymentMethod, message.Card?.Customer, message.Card?.ReturnUrl,      // a repeat is hashed before any rule has judged it
            message.Metadata?.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new[] { e.Key, e.Value }),
        }.Concat(payPal));
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
