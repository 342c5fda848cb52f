using System.Text.Json;

namespace Integration.Chaos;

/// <summary>The gateways' own books.</summary>
internal sealed record Ledger(IReadOnlyList<LedgerLine> Intents, IReadOnlyList<string> PaymentsChargedTwice, IReadOnlyList<string> PaymentsCapturedTwice)
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <summary>One intent or order, in minor units.</summary>
internal sealed record LedgerLine(string Id, string Gateway, string Status, long AmountCapturable, long AmountReceived, long Refunded, long RefundPending, int Captures, string? PaymentId);
