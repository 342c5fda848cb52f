namespace Integration.GatewaySandbox.Ledger;

/// <summary>All attempts of one currency.</summary>
internal sealed record LedgerTotal(string Currency, int Intents, int Captured, long AmountReceived, long AmountHeld, long Refunded, long Net);

/// <summary>What one payment cost its customer, over all gateways. <see cref="NetCaptures"/> leaves out what was given back whole: more than one is a double charge.</summary>
internal sealed record PaymentCaptures(
    int Captures, int Intents, long AmountReceived, IReadOnlyList<string> CapturedIntents, long Refunded, long RefundPending, long Net, int NetCaptures, IReadOnlyList<string> Gateways);

/// <summary>The books of all gateways, to compare ours with.</summary>
/// <param name="PaymentsChargedTwice">Payments that still have more than one capture after refunds.</param>
/// <param name="PaymentsCapturedTwice">Payments that ever had more than one, given back or not.</param>
internal sealed record LedgerView(
    IReadOnlyList<LedgerLine> Intents, IReadOnlyList<LedgerTotal> Totals, IReadOnlyDictionary<string, PaymentCaptures> CapturesByPayment, IReadOnlyList<string> PaymentsChargedTwice,
    IReadOnlyList<string> PaymentsCapturedTwice, IReadOnlyList<LedgerRefund> Refunds, IReadOnlyList<LedgerDispute> Disputes)
{
    public static LedgerView Of(IEnumerable<ILedgerSource> sources)
    {
        List<LedgerBook> books = [.. sources.Select(s => s.Read())];
        List<LedgerLine> lines = [.. books.SelectMany(b => b.Payments)];
        var totals = lines.GroupBy(l => l.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new LedgerTotal(
            g.Key, g.Count(), g.Sum(l => l.Captures), g.Sum(l => l.AmountReceived), g.Sum(l => l.AmountCapturable), g.Sum(l => l.Refunded), g.Sum(l => l.Net)));
        var payments = lines.Where(l => l.PaymentId is not null).GroupBy(l => l.PaymentId!).ToDictionary(g => g.Key, g => Captures([.. g]), StringComparer.Ordinal);
        return new(
            lines, [.. totals], payments,
            [.. payments.Where(p => p.Value.NetCaptures > 1).Select(p => p.Key)],
            [.. payments.Where(p => p.Value.Captures > 1).Select(p => p.Key)],
            [.. books.SelectMany(b => b.Refunds)],
            [.. books.SelectMany(b => b.Disputes)]);
    }

    private static PaymentCaptures Captures(List<LedgerLine> lines) => new(
        lines.Sum(l => l.Captures),
        lines.Count,
        lines.Sum(l => l.AmountReceived),
        [.. lines.Where(l => l.Captures > 0).Select(l => l.Id)],
        lines.Sum(l => l.Refunded),
        lines.Sum(l => l.RefundPending),
        lines.Sum(l => l.Net),
        lines.Where(l => l.Net > 0).Sum(l => l.Captures),
        [.. lines.Where(l => l.Captures > 0).Select(l => l.Gateway).Distinct(StringComparer.Ordinal)]);
}
