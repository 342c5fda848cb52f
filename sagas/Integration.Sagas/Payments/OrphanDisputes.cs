using System.Globalization;
using Integration.Sagas.Attempts;

namespace Integration.Sagas.Payments;

/// <summary>Which disputes of money that is not the payment's own (SAFETY U4) were told, to a person or to what keeps the money's row, kept in the payment's row and so changed only under its lock: for each dispute
/// and standing a word "reference:standing:time", the time being that of the latest look that saw it, in milliseconds since 1970. Older versions wrote no time.</summary>
public static class OrphanDisputes
{
    /// <summary>The dispute was told where it stands now, or it is late news of one that was told as decided: it is open again only by a look after that.</summary>
    public static bool IsTold(PaymentState payment, DisputeSeen seen)
    {
        return Find(payment, seen, seen.Standing) is not null || (seen.Standing == DisputeStanding.Open && (IsLateAfter(DisputeStanding.Lost) || IsLateAfter(DisputeStanding.Won)));

        bool IsLateAfter(DisputeStanding end) =>
            Find(payment, seen, end) is { } decided && !(AskedAt(seen) > (decided.AskedAt + Milliseconds(DisputeBook.ClockDifference) ?? long.MinValue)) && !IsAskedAfter(seen, decided);
    }

    /// <summary>It was seen open, and decided, at nearly the same time: the newest look of the decision, after which the gateway is to be asked anew. Null: the order is known, or was asked for after that look.</summary>
    public static DateTimeOffset? DoubtfulAfter(PaymentState payment, DisputeSeen seen)
    {
        if (seen.Standing != DisputeStanding.Open || AskedAt(seen) is not { } asked || Find(payment, seen, DisputeStanding.Open) is not null
            || new[] { DisputeStanding.Lost, DisputeStanding.Won }.Max(end => Find(payment, seen, end)?.AskedAt) is not { } decided)
        {
            return null;
        }

        return Math.Abs(asked - decided) <= Milliseconds(DisputeBook.ClockDifference) && !(After(seen) >= decided) ? DateTimeOffset.FromUnixTimeMilliseconds(decided) : null;
    }

    /// <summary>It is told.</summary>
    public static void Tell(PaymentState payment, DisputeSeen seen) => Write(payment, [.. Read(payment), new(seen.DisputeReference, Word(seen.Standing), AskedAt(seen))]);

    /// <summary>Seen again where it was told to stand: the later look counts. A repeat, or an older look, changes nothing.</summary>
    public static void Hear(PaymentState payment, DisputeSeen seen)
    {
        if (Find(payment, seen, seen.Standing) is { } told && AskedAt(seen) > (told.AskedAt ?? long.MinValue))
        {
            Write(payment, Read(payment).Select(line => line == told ? line with { AskedAt = AskedAt(seen) } : line));
        }
    }

    /// <summary>Where it stands, for a person.</summary>
    public static string Words(DisputeSeen seen) => $"dispute {seen.DisputeReference} is {Word(seen.Standing)}";

    private static Line? Find(PaymentState payment, DisputeSeen seen, DisputeStanding standing) =>
        Read(payment).FirstOrDefault(line => line.Reference == seen.DisputeReference && line.Standing == Word(standing));

    private static IEnumerable<Line> Read(PaymentState payment) => (payment.OrphanDisputes?.Split(' ') ?? []).Select(Line.Parse);

    private static void Write(PaymentState payment, IEnumerable<Line> lines) => payment.OrphanDisputes = string.Join(' ', lines);

    private static bool IsAskedAfter(DisputeSeen seen, Line decided) => decided.AskedAt is { } known && After(seen) >= known;

    private static long? After(DisputeSeen seen) => seen.After?.ToUnixTimeMilliseconds();

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private static long? AskedAt(DisputeSeen seen) => seen.AskedAt?.ToUnixTimeMilliseconds();

    private static string Word(DisputeStanding standing) => standing.ToString().ToLowerInvariant();

    private sealed record Line(string Reference, string Standing, long? AskedAt)
    {
        public static Line Parse(string word)
        {
            var parts = word.Split(':');
            return new(parts[0], parts[1], parts.Length > 2 ? long.Parse(parts[2], CultureInfo.InvariantCulture) : null);
        }

        public override string ToString() => AskedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"{Reference}:{Standing}:{at}") : $"{Reference}:{Standing}";
    }
}
