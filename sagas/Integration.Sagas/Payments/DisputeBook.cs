using System.Text.Json;
using Integration.Sagas.Attempts;

namespace Integration.Sagas.Payments;

/// <summary>The disputes of one payment, kept in the payment's row and so changed only under its lock (SAFETY U6): one that is won says nothing of another, and a decision holds until the
/// gateway itself says otherwise. A row of an older version knows one dispute, in its two columns.</summary>
public static class DisputeBook
{
    /// <summary>By how much the clocks of two processes may differ, or one be set back: of looks that are nearer to each other in time, nobody can tell which is the newer one.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(10);

    private const string Won = "won";
    private const string Lost = "lost";

    /// <summary>One dispute's line.</summary>
    /// <param name="Standing">Where it stands.</param>
    /// <param name="Told">It was told. One that was seen before the money was known to be taken is not, and stands as open until the gateway is asked.</param>
    /// <param name="AskedAt">Of the newest look that was heard: when the gateway was asked. Absent when nobody said.</param>
    /// <param name="At">When the line was last changed; absent in what an older version wrote. It only goes forward, also when a clock is set back.</param>
    /// <param name="Openings">How often it was told as open: more than once when a decision did not hold.</param>
    public sealed record Line(DisputeStanding Standing, bool Told, DateTimeOffset? AskedAt, DateTime? At, int Openings);

    /// <summary>The dispute's line, if it was ever heard of.</summary>
    public static Line? Find(PaymentState payment, string reference) => Read(payment).GetValueOrDefault(reference);

    /// <summary>Every dispute that was heard of.</summary>
    public static IReadOnlyCollection<string> References(PaymentState payment) => Read(payment).Keys;

    /// <summary>One is open, or took the money.</summary>
    public static bool Disputed(PaymentState payment) => Read(payment).Values.Any(l => l.Standing != DisputeStanding.Won);

    /// <summary>The gateway was asked after whatever is known, so that its answer replaces what is known. False for another standing: nobody can tell which of the two is newer.</summary>
    public static bool IsNewest(PaymentState payment, DisputeSeen seen) => Find(payment, seen.DisputeReference) switch
    {
        null or { Told: false } => true,
        // Asked at nearly the same time, either may be the older: an appeal can follow a decision at once, and two clocks never agree.
        { AskedAt: { } known, Standing: var standing } =>
            seen.AskedAt > known + ClockDifference || seen.After == known || (seen.AskedAt is null && standing == DisputeStanding.Open) || (seen.Standing == standing && seen.AskedAt > known),
        var line => seen.AskedAt is not null || line.Standing == DisputeStanding.Open,
    };

    /// <summary>It is not known as open yet, or not any more: it is to be told first, whatever its end.</summary>
    public static bool Opens(PaymentState payment, DisputeSeen seen) => Find(payment, seen.DisputeReference) switch
    {
        { Told: true } line => line.Standing != DisputeStanding.Open && line.Standing != seen.Standing,
        _ => true,
    };

    /// <summary>It is known as open, and has an end.</summary>
    public static bool Closes(PaymentState payment, DisputeSeen seen) =>
        seen.Standing != DisputeStanding.Open && Find(payment, seen.DisputeReference)?.Standing == DisputeStanding.Open;

    /// <summary>Books the dispute as open, and told.</summary>
    public static void Open(PaymentState payment, DisputeSeen seen, DateTime now) =>
        Book(payment, seen, DisputeStanding.Open, Find(payment, seen.DisputeReference)?.At is { } before && before.AddMilliseconds(1) > now ? before.AddMilliseconds(1) : now);

    /// <summary>Books the dispute's end.</summary>
    public static void Close(PaymentState payment, DisputeSeen seen, DateTime now) =>
        Book(payment, seen, seen.Standing, Find(payment, seen.DisputeReference)?.At is { } before && before > now ? before : now);

    /// <summary>The gateway said again what is known.</summary>
    public static void Hear(PaymentState payment, DisputeSeen seen)
    {
        if (Find(payment, seen.DisputeReference) is { } line && seen.AskedAt is { } asked && !(asked <= line.AskedAt))
        {
            Book(payment, seen, line.Standing, line.At);
        }
    }

    /// <summary>Seen while no money is known to be taken: it counts as open, and is told when the gateway was asked again.</summary>
    public static void Expect(PaymentState payment, DisputeSeen seen, DateTime now)
    {
        var lines = Read(payment);
        if (lines.GetValueOrDefault(seen.DisputeReference) is { } line && (!line.Told || line.Standing == seen.Standing))
        {
            return;
        }

        lines[seen.DisputeReference] = new(DisputeStanding.Open, false, null, now, lines.GetValueOrDefault(seen.DisputeReference)?.Openings ?? 0);
        Write(payment, lines);
    }

    /// <summary>The payment has its money, maybe anew: what stands against it is told anew, when the gateway has answered.</summary>
    public static void ExpectAgain(PaymentState payment)
    {
        var lines = Read(payment);
        foreach (var (reference, line) in lines.Where(l => l.Value is { Told: true, Standing: not DisputeStanding.Won }).ToList())
        {
            lines[reference] = line with { Standing = DisputeStanding.Open, Told = false };
        }

        if (lines.Count > 0)
        {
            Write(payment, lines);
        }
    }

    /// <summary>They were of an attempt that took no money; refunds would wait for their end.</summary>
    public static void Forget(PaymentState payment) => (payment.DisputeLedger, payment.DisputeReference, payment.DisputeOutcome) = (null, null, null);

    private static void Book(PaymentState payment, DisputeSeen seen, DisputeStanding standing, DateTime? at)
    {
        var lines = Read(payment);
        var known = lines.GetValueOrDefault(seen.DisputeReference);
        var opens = standing == DisputeStanding.Open && known is not { Told: true, Standing: DisputeStanding.Open };
        lines[seen.DisputeReference] = new(standing, true, Later(known?.AskedAt, seen), at, (known?.Openings ?? 0) + (opens ? 1 : 0));
        Write(payment, lines);
    }

    /// <summary>What was asked because of what is known was asked after it, whatever the clock of the process that asked.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? known, DisputeSeen seen) =>
        known is null || seen.AskedAt > known ? seen.AskedAt ?? known : seen.After == known ? known.Value.AddTicks(1) : known;

    /// <summary>What the columns say counts where the lines say something else: an older version wrote them since.</summary>
    private static SortedDictionary<string, Line> Read(PaymentState payment)
    {
        if (payment.DisputeReference is not { } reference)
        {
            return [];
        }

        var lines = payment.DisputeLedger is { } ledger ? JsonSerializer.Deserialize<SortedDictionary<string, Line>>(ledger, JsonSerializerOptions.Web)! : [];
        if (Governing(lines) != (reference, payment.DisputeOutcome))
        {
            var standing = payment.DisputeOutcome switch { Won => DisputeStanding.Won, Lost => DisputeStanding.Lost, _ => DisputeStanding.Open };
            // One that is open in a payment that is not disputed is being looked up, and was not told.
            var told = standing != DisputeStanding.Open || payment.CurrentState == nameof(PaymentStateMachine.Disputed);
            lines[reference] = new(standing, told, null, null, told ? 1 : 0);
        }

        return lines;
    }

    private static void Write(PaymentState payment, SortedDictionary<string, Line> lines)
    {
        payment.DisputeLedger = JsonSerializer.Serialize(lines, JsonSerializerOptions.Web);
        (payment.DisputeReference, payment.DisputeOutcome) = Governing(lines);
    }

    /// <summary>What the payment's columns show: an open dispute before a lost one before a won one, and of several the newest.</summary>
    private static (string? Reference, string? Outcome) Governing(SortedDictionary<string, Line> lines)
    {
        foreach (var (standing, outcome) in (ReadOnlySpan<(DisputeStanding, string?)>)[(DisputeStanding.Open, null), (DisputeStanding.Lost, Lost), (DisputeStanding.Won, Won)])
        {
            if (lines.Where(l => l.Value.Standing == standing).Select(l => (l.Key, At: l.Value.At ?? DateTime.MinValue)).OrderBy(l => l.At).LastOrDefault() is { Key: { } reference })
            {
                return (reference, outcome);
            }
        }

        return (null, null);
    }
}
