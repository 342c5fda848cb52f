using Integration.PaymentWorker.Gateways;

namespace Integration.PaymentWorker.Reconciliation;

/// <summary>An attempt as our books have it.</summary>
public sealed record OurAttempt
{
    /// <summary>The attempt.</summary>
    public required Guid AttemptId { get; init; }

    /// <summary>Its payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>From 1, over the payment's life.</summary>
    public int Number { get; init; }

    /// <summary>The gateway's reference.</summary>
    public string? Reference { get; init; }

    /// <summary>The gateway's reference of the capture.</summary>
    public string? CaptureReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long CapturedMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>A call is under way, or the last change is too young to judge.</summary>
    public required bool Busy { get; init; }

    /// <summary>It was a duplicate charge, and somebody gave it back by hand: its refunds are known without their references.</summary>
    public bool GivenBackElsewhere { get; init; }

    /// <summary>It is a duplicate charge that a person decides on: what counts as given back of it, in minor units. Nothing for others.</summary>
    public long? ReviewedMinor { get; init; }
}

/// <summary>Money that went back as our books have it: a refund of ours, an orphan's, or one that the gateway made without us.</summary>
/// <param name="Reference">The gateway's reference.</param>
/// <param name="AmountMinor">In minor units.</param>
/// <param name="Stands">False: it failed here, so nothing of it counts as given back.</param>
public sealed record OurRefund(string Reference, long AmountMinor, bool Stands = true);

/// <summary>A refund of ours that is done here and that the gateway's lines do not show.</summary>
/// <param name="Reference">The gateway's reference.</param>
/// <param name="AmountMinor">In minor units of the attempt's currency.</param>
/// <param name="Attempt">What it was given back of.</param>
public sealed record GivenRefund(string Reference, long AmountMinor, OurAttempt Attempt);

/// <summary>One thing that the gateway's books and ours tell differently.</summary>
public sealed record Difference
{
    /// <summary>One of <see cref="DifferenceKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The gateway's reference; ours where the gateway has none.</summary>
    public required string Reference { get; init; }

    /// <summary>Our attempt, when the line is about one.</summary>
    public OurAttempt? Attempt { get; init; }

    /// <summary>What we have, in minor units.</summary>
    public required long OursMinor { get; init; }

    /// <summary>What the gateway has, in minor units.</summary>
    public required long TheirsMinor { get; init; }

    /// <summary>ISO 4217, the gateway's where it has the line.</summary>
    public required string Currency { get; init; }

    /// <summary>What it means and what happens next, in words.</summary>
    public required string Words { get; init; }

    /// <summary>It is a refund that is not ours: somebody else gave that back.</summary>
    public bool ByOthers { get; init; }

    /// <summary>The refund to ask about, when the line is one.</summary>
    public string? AskRefund => Kind is DifferenceKind.RefundNotRecorded or DifferenceKind.RefundNotGiven or DifferenceKind.RefundNotListed && Attempt is not null ? Reference : null;

    /// <summary>True when asking the gateway about the attempt may resolve it: the answer is applied by the payment's own rules.</summary>
    public bool Ask => Kind is DifferenceKind.NotRecorded or DifferenceKind.NotTaken or DifferenceKind.NotListed && Attempt is { Reference: not null };
}

/// <summary>What can differ.</summary>
public static class DifferenceKind
{
    /// <summary>The gateway took money that we do not have.</summary>
    public const string NotRecorded = "not_recorded";

    /// <summary>We have money that the gateway says it did not take, or took less of.</summary>
    public const string NotTaken = "not_taken";

    /// <summary>We have money for which the gateway lists nothing.</summary>
    public const string NotListed = "not_listed";

    /// <summary>The same money in another currency.</summary>
    public const string Currency = "currency";

    /// <summary>The line names one of our attempts, which has another reference.</summary>
    public const string OtherReference = "other_reference";

    /// <summary>The gateway gave back what we do not have.</summary>
    public const string RefundNotRecorded = "refund_not_recorded";

    /// <summary>We have given back what the gateway says failed: a bank can send money back days later, and the webhook that tells it can be lost.</summary>
    public const string RefundNotGiven = "refund_not_given";

    /// <summary>We have given back what the gateway lists nothing for.</summary>
    public const string RefundNotListed = "refund_not_listed";

    /// <summary>The gateway gave back another amount than we have.</summary>
    public const string RefundAmount = "refund_amount";

    /// <summary>Nothing of ours owns the line: another program shares the account, or our rows are gone (SAFETY U4: only reported).</summary>
    public const string NotOurs = "not_ours";
}

/// <summary>Compares lines with what we have. Pure.</summary>
public static class Books
{
    /// <summary>Both ways: every line that moved money, and every attempt and refund of ours without a line. Where <paramref name="refundsOnly"/> were listed, no attempt lacks one.</summary>
    public static Comparison Compare(
        IReadOnlyList<GatewayMovement> lines, IReadOnlyList<OurAttempt> ours, IReadOnlyList<OurRefund> refunds, IReadOnlyList<GivenRefund> unlisted, bool refundsOnly = false)
    {
        var differences = new List<Difference>();
        var agreed = new List<string>();
        var byReference = ours.SelectMany(a => new[] { (Key: a.Reference, a), (Key: a.CaptureReference, a) }).Where(p => p.Key is not null)
            .DistinctBy(p => p.Key).ToDictionary(p => p.Key!, p => p.a, StringComparer.Ordinal);
        var byId = ours.ToDictionary(a => a.AttemptId.ToString());
        var listed = new HashSet<Guid>();
        foreach (var line in lines.Where(l => l.Kind != MovementKind.Refund))
        {
            var named = byId.GetValueOrDefault(line.AttemptId ?? string.Empty);
            // A capture has a reference of its own, which we may never have heard of.
            var attempt = byReference.GetValueOrDefault(line.Reference) ?? byReference.GetValueOrDefault(line.ParentReference ?? string.Empty)
                ?? (line.Kind == MovementKind.Capture && named is { CaptureReference: null } ? named : null);
            if (attempt is not null)
            {
                listed.Add(attempt.AttemptId);
            }

            if (attempt is { Busy: true })
            {
                continue;
            }

            if (Of(line, attempt, named) is { } difference)
            {
                differences.Add(difference);
            }
            else
            {
                agreed.Add(line.Reference);
            }
        }

        var known = refunds.DistinctBy(r => r.Reference).ToDictionary(r => r.Reference, StringComparer.Ordinal);
        foreach (var line in lines.Where(l => l.Kind == MovementKind.Refund))
        {
            var attempt = byReference.GetValueOrDefault(line.ParentReference ?? string.Empty);
            var refund = known.GetValueOrDefault(line.Reference);
            if (refund is null && attempt is { Busy: true })
            {
                continue;       // neither a difference nor agreed: the next comparison says
            }

            if (OfRefund(line, attempt, refund) is { } difference)
            {
                differences.Add(difference);
            }
            else
            {
                agreed.Add(line.Reference);
            }
        }

        differences.AddRange(ours.Where(a => !refundsOnly && a is { Busy: false, CapturedMinor: > 0 } && !listed.Contains(a.AttemptId)).Select(Missing));
        differences.AddRange(unlisted.Select(Missing));
        return new(differences, agreed);
    }

    /// <summary>Words of refunds that moved nothing: Stripe's, and PayPal's denied ones.</summary>
    private static readonly HashSet<string> NotMoved = new(["failed", "canceled", "D"], StringComparer.Ordinal);

    private static Difference? OfRefund(GatewayMovement line, OurAttempt? attempt, OurRefund? ours)
    {
        var moved = !NotMoved.Contains(line.Word);
        var (kind, words) = (attempt, ours) switch
        {
            ({ GivenBackElsewhere: true }, null) when !moved => (DifferenceKind.RefundNotGiven, $"somebody else gave back {line.AmountMinor}, which counts here, and the gateway calls it {line.Word}: it is asked about {line.Reference}"),
            ({ ReviewedMinor: > 0 }, null) when !moved => (DifferenceKind.RefundNotGiven, $"of what somebody else gave back {attempt!.ReviewedMinor} count here, and the gateway calls {line.AmountMinor} {line.Word}: it is asked about {line.Reference}"),
            (_, null or { Stands: false }) when !moved => (null, string.Empty),
            (_, { } known) when !moved => (DifferenceKind.RefundNotGiven, $"we have {known.AmountMinor} given back that the gateway calls {line.Word}: it is asked about {line.Reference}"),
            (_, { Stands: false }) => (DifferenceKind.RefundNotRecorded, $"the gateway gave back {line.AmountMinor} that failed here: it is asked about {line.Reference}"),
            (_, { } known) when known.AmountMinor == line.AmountMinor => (null, string.Empty),
            (_, { } known) => (DifferenceKind.RefundAmount, $"the gateway gave back {line.AmountMinor}, we have {known.AmountMinor}: a person has to look"),
            ({ GivenBackElsewhere: true }, null) => (null, string.Empty),
            ({ }, null) => (DifferenceKind.RefundNotRecorded, $"the gateway gave back {line.AmountMinor} that we do not have: it is asked about {line.Reference}"),
            (null, null) => (DifferenceKind.NotOurs, "no attempt of ours has what this refund belongs to: another program may use the account"),
        };
        return kind is null ? null : new()
        {
            Kind = kind, Reference = line.Reference, Attempt = attempt, TheirsMinor = moved ? line.AmountMinor : 0, Currency = line.Currency, Words = words,
            ByOthers = ours is null,
            // What somebody else gave back has no amount of its own here.
            OursMinor = ours is { Stands: true } ? ours.AmountMinor : ours is null && kind == DifferenceKind.RefundNotGiven ? line.AmountMinor : 0,
        };
    }

    private static Difference? Of(GatewayMovement line, OurAttempt? attempt, OurAttempt? named)
    {
        var (kind, words) = (attempt, named) switch
        {
            (null, _) when line.CapturedMinor == 0 => (null, string.Empty),
            (null, { } other) => (DifferenceKind.OtherReference, $"the gateway took money under {line.Reference} for attempt {other.AttemptId}, which stands on {other.Reference ?? "no reference"}: a person has to look"),
            (null, null) => (DifferenceKind.NotOurs, "no attempt of ours has this reference: another program may use the account"),
            ({ } a, _) when line.CapturedMinor > 0 && a.Currency != line.Currency => (DifferenceKind.Currency, $"the gateway took {line.Currency}, we asked for {a.Currency}: a person has to look"),
            ({ } a, _) when line.CapturedMinor > a.CapturedMinor => (DifferenceKind.NotRecorded, $"the gateway took {line.CapturedMinor} where we have {a.CapturedMinor}: it is asked about the attempt, and the payment's rules decide"),
            ({ } a, _) when line.CapturedMinor < a.CapturedMinor => (DifferenceKind.NotTaken, $"we have {a.CapturedMinor} where the gateway says it took {line.CapturedMinor} ({line.Word}): it is asked about the attempt"),
            _ => (null, string.Empty),
        };
        return kind is null ? null : new()
        {
            Kind = kind, Reference = line.Reference, Attempt = attempt ?? named, OursMinor = attempt?.CapturedMinor ?? 0, TheirsMinor = line.CapturedMinor, Currency = line.Currency, Words = words,
        };
    }

    private static Difference Missing(GivenRefund refund) => new()
    {
        Kind = DifferenceKind.RefundNotListed, Reference = refund.Reference, Attempt = refund.Attempt, OursMinor = refund.AmountMinor, TheirsMinor = 0, Currency = refund.Attempt.Currency,
        Words = $"we have given back {refund.AmountMinor} that the gateway does not list: it is asked about {refund.Reference}",
    };

    private static Difference Missing(OurAttempt attempt) => new()
    {
        Kind = DifferenceKind.NotListed, Reference = attempt.Reference ?? attempt.AttemptId.ToString(), Attempt = attempt, OursMinor = attempt.CapturedMinor, TheirsMinor = 0, Currency = attempt.Currency,
        Words = $"we have {attempt.CapturedMinor} that the gateway does not list: it is asked about the attempt",
    };
}

/// <summary>What came of comparing.</summary>
/// <param name="Differences">To be told.</param>
/// <param name="Agreed">References of lines that agree with ours, or say nothing: an older difference about them is over.</param>
public sealed record Comparison(IReadOnlyList<Difference> Differences, IReadOnlyList<string> Agreed);
