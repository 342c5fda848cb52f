using System.Text.Json;

namespace Integration.Acceptance;

/// <summary>The sandbox's books as it tells them.</summary>
public sealed record Ledger(IReadOnlyList<LedgerLine> Intents, IReadOnlyList<string> PaymentsChargedTwice)
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <summary>One intent or order.</summary>
public sealed record LedgerLine(string Id, string Status, string Currency, long Amount, long AmountCapturable, long AmountReceived, int Captures, string? PaymentId, string Gateway, long Refunded, long Net);
