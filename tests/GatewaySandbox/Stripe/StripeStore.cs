using System.Diagnostics.CodeAnalysis;
using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>All state of the account. Callers hold <see cref="Gate"/>: everything happens in memory, so one lock is faster than many.</summary>
internal sealed class StripeStore(IJournal<Changes> journal, int maxObjects)
{
    private readonly Dictionary<string, IntentState> _intents = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, ChargeState> _charges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodState> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SavedAnswer> _saved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EventState> _undelivered = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public long NextSequence => _order.Count + 1;

    public int Objects => _intents.Count + _charges.Count + _methods.Count + _saved.Count;

    /// <summary>Events that still have to reach the endpoint, as after a restart.</summary>
    public IReadOnlyCollection<EventState> Undelivered => _undelivered.Values;

    public bool IsFull => Objects >= maxObjects;

    public int MaxObjects => maxObjects;

    /// <summary>Oldest first.</summary>
    public IEnumerable<IntentState> Intents => _order.Select(id => _intents[id]);

    public IntentState Intent(string id) => _intents.TryGetValue(id, out var intent) ? intent : throw StripeFailure.NoSuchIntent(id);

    public bool TryIntent(string id, [NotNullWhen(true)] out IntentState? intent) => _intents.TryGetValue(id, out intent);

    public ChargeState Charge(string id) => _charges.TryGetValue(id, out var charge) ? charge : throw StripeFailure.NoSuchCharge(id);

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
        foreach (var intent in changes.Intents)
        {
            if (!_intents.ContainsKey(intent.Id))
            {
                _order.Add(intent.Id);
            }

            _intents[intent.Id] = intent;
        }

        changes.Charges.ForEach(c => _charges[c.Id] = c);
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
}
