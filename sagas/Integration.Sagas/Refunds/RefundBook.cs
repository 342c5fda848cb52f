using System.Text.Json;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Refunds;

/// <summary>The refunds of one payment, kept in the payment's row and so changed only under its lock (SAFETY U6): ours that are under way and done never exceed what was captured.
/// What the gateway did without us is recorded as it is, never refused.</summary>
public static class RefundBook
{
    /// <summary>One refund's line.</summary>
    /// <param name="Minor">The amount, in minor units of the payment's currency.</param>
    /// <param name="Standing">Where it stands.</param>
    /// <param name="Sequence">The newest settlement that was heard.</param>
    /// <param name="Elsewhere">It was not reserved here, or no longer: the gateway's doing alone.</param>
    public sealed record Line(long Minor, RefundStanding Standing, int Sequence, bool Elsewhere);

    /// <summary>What may still be reserved; never negative.</summary>
    public static long Left(PaymentState payment) => Math.Max(0, payment.CapturedMinor - payment.RefundReservedMinor - Returned(payment));

    /// <summary>What went back, by whomever.</summary>
    public static long Returned(PaymentState payment) => payment.RefundedMinor + payment.RefundedElsewhereMinor;

    /// <summary>The refund's line, if it ever reserved.</summary>
    public static Line? Find(PaymentState payment, Guid refundId) => Read(payment).GetValueOrDefault(Name(refundId));

    /// <summary>Reserves the amount.</summary>
    /// <exception cref="InvalidOperationException">It is not left, or the refund reserved before: the caller had to ask.</exception>
    public static void Reserve(PaymentState payment, Guid refundId, long minor)
    {
        var lines = Read(payment);
        if (minor <= 0 || minor > Left(payment) || !lines.TryAdd(Name(refundId), new(minor, RefundStanding.Pending, 0, false)))
        {
            throw new InvalidOperationException($"{minor} cannot be reserved for refund {refundId}: {Left(payment)} of {payment.CapturedMinor} {payment.Currency} is left");
        }

        Write(payment, lines);
    }

    /// <summary>Books a refund's end. False: a newer one is known, or it never reserved, and nothing changes.</summary>
    public static bool Settle(PaymentState payment, SettleReservation end)
    {
        var lines = Read(payment);
        if (lines.GetValueOrDefault(Name(end.RefundId)) is not { } line || line.Sequence >= end.Sequence)
        {
            return false;
        }

        // Money that moved although its reservation was given up stands beside ours, so that a reservation made since is not pushed out.
        var unexpected = line.Elsewhere || (end.Succeeded && line.Standing == RefundStanding.Failed);
        lines[Name(end.RefundId)] = new(line.Minor, end.Succeeded ? RefundStanding.Succeeded : RefundStanding.Failed, end.Sequence, unexpected);
        Write(payment, lines);
        return true;
    }

    /// <summary>Books a refund that was made without us. False: as much is known, and nothing changes.</summary>
    public static bool See(PaymentState payment, ForeignRefundSeen seen)
    {
        var lines = Read(payment);
        if (lines.GetValueOrDefault(seen.RefundReference) is { } line && line.Standing >= seen.Standing)
        {
            return false;
        }

        lines[seen.RefundReference] = new(seen.AmountMinor, seen.Standing, 0, true);
        Write(payment, lines);
        return true;
    }

    private static string Name(Guid refundId) => refundId.ToString("N");

    private static SortedDictionary<string, Line> Read(PaymentState payment) =>
        payment.RefundLedger is { } ledger ? JsonSerializer.Deserialize<SortedDictionary<string, Line>>(ledger, JsonSerializerOptions.Web)! : [];

    private static void Write(PaymentState payment, SortedDictionary<string, Line> lines)
    {
        payment.RefundLedger = JsonSerializer.Serialize(lines, JsonSerializerOptions.Web);
        payment.RefundReservedMinor = Sum(l => !l.Elsewhere && l.Standing == RefundStanding.Pending);
        payment.RefundedMinor = Sum(l => !l.Elsewhere && l.Standing == RefundStanding.Succeeded);
        payment.RefundedElsewhereMinor = Sum(l => l.Elsewhere && l.Standing != RefundStanding.Failed);

        long Sum(Func<Line, bool> which) => lines.Values.Where(which).Sum(l => l.Minor);
    }
}
