using System.Diagnostics.CodeAnalysis;
using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>All state of the account. Callers hold <see cref="Gate"/>: everything happens in memory, so one lock is faster than many.</summary>
internal sealed class StripeStore(IJournal<Changes> journal, int maxObjects)
{
    private readonly Dictionary<string, MethodState> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SavedAnswer> _saved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventState> _undelivered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LaterState> _later = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _refundsOf = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public ObjectTable<IntentState> Intents { get; } = new(i => i.Id);

    public ObjectTable<ChargeState> Charges { get; } = new(c => c.Id);

    public ObjectTable<RefundState> Refunds { get; } = new(r => r.Id);

    public ObjectTable<DisputeState> Disputes { get; } = new(d => d.Id);

    public int Objects => Intents.Count + Charges.Count + Refunds.Count + Disputes.Count + _methods.Count + _saved.Count;

    /// <summary>Events that still have to reach the endpoint, as after a restart.</summary>
    public IReadOnlyCollection<EventState> Undelivered => _undelivered.Values;

    public bool IsFull => Objects >= maxObjects;

    public int MaxObjects => maxObjects;

    public IntentState Intent(string id) => Intents.TryFind(id, out var intent) ? intent : throw StripeFailure.NoSuchIntent(id);

    public ChargeState Charge(string id) => Charges.TryFind(id, out var charge) ? charge : throw StripeFailure.NoSuchCharge(id);

    public RefundState Refund(string id) => Refunds.TryFind(id, out var refund) ? refund : throw StripeFailure.NoSuchRefund(id);

    public DisputeState Dispute(string id) => Disputes.TryFind(id, out var dispute) ? dispute : throw StripeFailure.NoSuchDispute(id);

    /// <summary>The charge's refunds, whatever became of them, oldest first.</summary>
    public IEnumerable<RefundState> RefundsOf(string charge) => _refundsOf.GetValueOrDefault(charge, []).Select(Refund);

    public IEnumerable<DisputeState> DisputesOf(string charge) => Disputes.Where(d => d.Charge == charge);

    /// <summary>Under which other names the object with this id is known: its intent's id and what the caller wrote on both.</summary>
    public IEnumerable<string> HandlesOf(string id)
    {
        var refund = Refunds.TryFind(id, out var r) ? r : null;
        var owner = refund?.Intent ?? (Charges.TryFind(id, out var charge) ? charge.Intent : Disputes.TryFind(id, out var dispute) ? dispute.Intent : id);
        IEnumerable<string> own = refund is null ? [] : refund.Metadata.Values;
        return Intents.TryFind(owner, out var intent) ? [.. own, .. intent.Metadata.Values, intent.Id] : own;
    }

    /// <summary>What is due, the longest overdue first.</summary>
    public List<LaterState> Due(long nowMilliseconds) => [.. _later.Values.Where(l => l.DueMilliseconds <= nowMilliseconds).OrderBy(l => l.DueMilliseconds)];

    /// <summary>When the next plan is due; null when there is none.</summary>
    public long? NextDueMilliseconds => _later.Count == 0 ? null : _later.Values.Min(l => l.DueMilliseconds);

    public bool TryMethod(string id, [NotNullWhen(true)] out MethodState? method) => _methods.TryGetValue(id, out method);

    public SavedAnswer? Saved(string key) => _saved.GetValueOrDefault(key);

    public void Forget(string key) => _saved.Remove(key);

    /// <summary>Reads the journal of an earlier process.</summary>
    public void Restore()
    {
        lock (Gate)
        {
            foreach (var changes in journal.Read())
            {
                Apply(changes);
            }
        }
    }

    /// <summary>Makes the changes durable, then visible. The caller holds the gate.</summary>
    public void Commit(Changes changes)
    {
        journal.Append(changes);
        Apply(changes);
    }

    private void Apply(Changes changes)
    {
        changes.Intents.ForEach(Intents.Put);
        changes.Charges.ForEach(Charges.Put);
        changes.Refunds.ForEach(Put);
        changes.Disputes.ForEach(Disputes.Put);
        changes.Later.ForEach(l => _later[l.Id] = l);
        changes.LaterDone.ForEach(id => _later.Remove(id));
        changes.Methods.ForEach(m => _methods[m.Id] = m);
        changes.Events.ForEach(e => _undelivered[e.Id] = e);
        changes.Settled.ForEach(id => _undelivered.Remove(id));
        if (changes.ForgetKeys)
        {
            _saved.Clear();
        }

        if (changes.Saved is { } saved)
        {
            _saved[saved.Key] = saved;
        }
    }

    private void Put(RefundState refund)
    {
        if (!Refunds.TryFind(refund.Id, out _))
        {
            if (!_refundsOf.TryGetValue(refund.Charge, out var refunds))
            {
                _refundsOf.Add(refund.Charge, refunds = []);
            }

            refunds.Add(refund.Id);
        }

        Refunds.Put(refund);
    }
}
