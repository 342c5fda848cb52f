using Integration.GatewaySandbox.PayPal;
using Integration.GatewaySandbox.Stripe;

namespace Integration.GatewaySandbox.Ledger;

/// <summary>One PaymentIntent as the gateway's books have it. Amounts in the currency's smallest unit at Stripe.</summary>
internal sealed record LedgerLine(
    string Id, string Status, string Currency, long Amount, long AmountCapturable, long AmountReceived, long Refunded, int Captures, int Declines, string? PaymentId, string? AttemptId,
    DateTimeOffset CreatedAt, DateTimeOffset? AuthorizedAt, DateTimeOffset? CapturedAt, DateTimeOffset? CanceledAt);

/// <summary>All intents of one currency.</summary>
internal sealed record LedgerTotal(string Currency, int Intents, int Captured, long AmountReceived, long AmountHeld, long Refunded);

/// <summary>What one payment cost its customer: more than one capture is a double charge.</summary>
internal sealed record PaymentCaptures(int Captures, int Intents, long AmountReceived, IReadOnlyList<string> CapturedIntents);

/// <summary>The gateway's books, to compare ours with.</summary>
internal sealed record LedgerView(
    IReadOnlyList<LedgerLine> Intents, IReadOnlyList<PayPalLedgerLine> Orders, IReadOnlyList<LedgerTotal> Totals, IReadOnlyDictionary<string, PaymentCaptures> CapturesByPayment, IReadOnlyList<string> PaymentsChargedTwice)
{
    public static LedgerView Of(StripeStore store, PayPalStore paypal)
    {
        List<LedgerLine> lines;
        lock (store.Gate)
        {
            lines = [.. store.Intents.Select(Line)];
        }

        var totals = lines.GroupBy(l => l.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new LedgerTotal(g.Key, g.Count(), g.Sum(l => l.Captures), g.Sum(l => l.AmountReceived), g.Sum(l => l.AmountCapturable), g.Sum(l => l.Refunded)));
        var payments = lines.Where(l => l.PaymentId is not null).GroupBy(l => l.PaymentId!).ToDictionary(
            g => g.Key,
            g => new PaymentCaptures(g.Sum(l => l.Captures), g.Count(), g.Sum(l => l.AmountReceived), [.. g.Where(l => l.Captures > 0).Select(l => l.Id)]),
            StringComparer.Ordinal);
        return new(lines, PayPalLedger.Of(paypal), [.. totals], payments, [.. payments.Where(p => p.Value.Captures > 1).Select(p => p.Key)]);
    }

    private static LedgerLine Line(IntentState intent) => new(
        intent.Id, intent.Status, intent.Currency, intent.Amount, intent.AmountCapturable, intent.AmountReceived, Refunded: 0, intent.Captures, intent.Declines,
        intent.Metadata.GetValueOrDefault("integration_payment_id"), intent.Metadata.GetValueOrDefault("integration_attempt_id"),
        DateTimeOffset.FromUnixTimeSeconds(intent.Created), Time(intent.AuthorizedAt), Time(intent.CapturedAt), Time(intent.CanceledAt));

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;
}
