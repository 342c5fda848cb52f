using Integration.CrmSync.Events;

namespace Integration.CrmSync.Records;

/// <summary>All that is known of one payment, and what follows from it.</summary>
internal sealed class PaymentFacts(Guid paymentId, IReadOnlyList<StoredFact> facts)
{
    /// <summary>The payment.</summary>
    public Guid PaymentId { get; } = paymentId;

    /// <summary>The payment's own end; null while only refunds or disputes are known.</summary>
    public FactBody? Payment { get; } = facts.SingleOrDefault(f => f.Kind == FactKind.Payment)?.Body;

    /// <summary>What went back, by whomever, in minor units.</summary>
    public long RefundedMinor { get; } = facts
        .Where(f => f.Kind is FactKind.Refund or FactKind.RefundElsewhere && f.Body.State == "succeeded").Sum(f => f.Body.AmountMinor ?? 0);

    /// <summary><c>open</c>, <c>lost</c> or <c>won</c>, in this order of weight over all disputes; null without any.</summary>
    public string? Dispute { get; } = new[] { "open", "lost", "won" }.FirstOrDefault(state => facts.Any(f => f.Kind == FactKind.Dispute && f.Body.State == state));

    /// <summary>One word for where the money is.</summary>
    public string State => Payment switch
    {
        null => "unknown",
        { State: not "confirmed" } closed => closed.State,
        _ when Dispute == "open" => "disputed",
        _ when Dispute == "lost" => "dispute_lost",
        { AmountMinor: { } all } when RefundedMinor >= all => "refunded",
        _ when RefundedMinor > 0 => "partially_refunded",
        _ => "confirmed",
    };

    /// <summary>The fact behind an entry's key.</summary>
    public StoredFact? Entry(string key) => facts.FirstOrDefault(f => Fact.EntryKey(f.Kind, f.Reference) == key);
}

/// <summary>A fact as it is kept.</summary>
internal sealed record StoredFact(Guid PaymentId, FactKind Kind, string Reference, FactBody Body);
