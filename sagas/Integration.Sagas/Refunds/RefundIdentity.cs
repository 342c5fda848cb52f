using System.Security.Cryptography;
using System.Text.Json;
using Integration.Contracts.Payments;

namespace Integration.Sagas.Refunds;

/// <summary>Names of a refund that are the same however often they are computed (SAFETY R2).</summary>
public static class RefundIdentity
{
    /// <summary>The refund's one key at its gateway, for ever (SAFETY U6).</summary>
    public static string Key(Guid paymentId, Guid refundId) => $"refund:{paymentId:N}:{refundId:N}";

    /// <summary>Lower-case hex of SHA-256 over every field of the caller's message: tells a repeat from a reused id.</summary>
    public static string Hash(RefundPayment message) => Hash([message.RefundId, message.PaymentId, message.AmountMinor, message.Reason]);

    /// <summary>The same over what is sent to the gateway: one key never stands for two requests.</summary>
    public static string Hash(RefundAttempt command) => Hash(
        [command.RefundId, command.Attempt.PaymentId, command.Attempt.Gateway, command.Attempt.Reference, command.CaptureReference, command.AmountMinor, command.Currency, command.Reason]);

    private static string Hash(object?[] content) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)));
}
