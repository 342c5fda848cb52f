using System.Diagnostics.CodeAnalysis;
using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>All state of the account. Callers hold <see cref="Gate"/>.</summary>
internal sealed class PayPalStore(IJournal<PayPalChanges> journal, int maxObjects)
{
    private readonly OrderedDictionary<string, OrderState> _orders = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, CaptureState> _captures = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, RefundState> _refunds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _refundsOf = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, DisputeState> _disputes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _paidInvoices = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, string Key), KeyState> _keys = [];
    private readonly Dictionary<string, EventState> _undelivered = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public bool IsFull => _orders.Count + _captures.Count + _refunds.Count + _disputes.Count + _keys.Count >= maxObjects;

    /// <summary>Events that still have to reach the endpoint, as after a restart.</summary>
    public IReadOnlyCollection<EventState> Undelivered => _undelivered.Values;

    /// <summary>Oldest first.</summary>
    public IEnumerable<OrderState> Orders => _orders.Values;

    /// <summary>Oldest first.</summary>
    public IEnumerable<CaptureState> Captures => _captures.Values;

    /// <summary>Oldest first.</summary>
    public IEnumerable<RefundState> Refunds => _refunds.Values;

    /// <summary>Oldest first.</summary>
    public IEnumerable<DisputeState> Disputes => _disputes.Values;

    public bool TryOrder(string id, [NotNullWhen(true)] out OrderState? order) => _orders.TryGetValue(id, out order);

    public bool TryCapture(string id, [NotNullWhen(true)] out CaptureState? capture) => _captures.TryGetValue(id, out capture);

    public bool TryRefund(string id, [NotNullWhen(true)] out RefundState? refund) => _refunds.TryGetValue(id, out refund);

    public bool TryDispute(string id, [NotNullWhen(true)] out DisputeState? dispute) => _disputes.TryGetValue(id, out dispute);

    public CaptureState? CaptureOf(OrderState order) => order.Capture is { } id ? _captures[id] : null;

    /// <summary>The capture's refunds, oldest first.</summary>
    public IEnumerable<RefundState> RefundsOf(string capture) => _refundsOf.TryGetValue(capture, out var ids) ? ids.Select(id => _refunds[id]) : [];

    /// <summary>What went back or is on its way.</summary>
    public long RefundedMinor(string capture) => RefundsOf(capture).Where(r => r.Status is "COMPLETED" or "PENDING").Sum(r => r.AmountMinor);

    /// <summary>The capture that took or is taking the money of this invoice.</summary>
    public string? PaidBy(string invoice) => _paidInvoices.GetValueOrDefault(invoice);

    public KeyState? Key(string path, string key) => _keys.GetValueOrDefault((path, key));

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
    public void Commit(PayPalChanges changes)
    {
        journal.Append(changes);
        Apply(changes);
    }

    private void Apply(PayPalChanges changes)
    {
        changes.Orders.ForEach(o => _orders[o.Id] = o);
        changes.Captures.ForEach(Apply);
        changes.Refunds.ForEach(Apply);
        changes.Disputes.ForEach(d => _disputes[d.Id] = d);
        changes.Events.ForEach(e => _undelivered[e.Id] = e);
        changes.Settled.ForEach(id => _undelivered.Remove(id));
        if (changes.ForgetKeys)
        {
            _keys.Clear();
        }

        if (changes.Key is { } key)
        {
            _keys[(key.Path, key.Key)] = key;
        }
    }

    private void Apply(CaptureState capture)
    {
        _captures[capture.Id] = capture;
        if (capture.InvoiceId is not { } invoice)
        {
            return;
        }

        if (capture.Status is "COMPLETED" or "PENDING")
        {
            _paidInvoices.TryAdd(invoice, capture.Id);
        }
        else if (PaidBy(invoice) == capture.Id)
        {
            _paidInvoices.Remove(invoice);
        }
    }

    private void Apply(RefundState refund)
    {
        if (_refunds.TryAdd(refund.Id, refund))
        {
            if (!_refundsOf.TryGetValue(refund.Capture, out var ids))
            {
                _refundsOf[refund.Capture] = ids = [];
            }

            ids.Add(refund.Id);
        }
        else
        {
            _refunds[refund.Id] = refund;
        }
    }
}
