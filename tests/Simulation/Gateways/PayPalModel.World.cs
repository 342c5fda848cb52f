using System.Text.Json.Nodes;
using Integration.GatewaySandbox.PayPal;
using Microsoft.AspNetCore.Http;

namespace Integration.Simulation.Gateways;

/// <summary>What payers, banks, the merchant's people and PayPal itself do. Each tells whether it was possible; what was not has changed nothing.</summary>
internal sealed partial class PayPalModel
{
    /// <summary>Orders that a payer could approve, oldest first.</summary>
    public IEnumerable<string> AwaitingPayer => _store.Orders.Where(o => o.Status is "CREATED" or "PAYER_ACTION_REQUIRED").Select(o => o.Id);

    /// <summary>Captures that PayPal looks into, oldest first.</summary>
    public IEnumerable<string> PendingCaptures => _store.Captures.Where(c => c.Status == "PENDING").Select(c => c.Id);

    /// <summary>Captures whose money was taken, oldest first.</summary>
    public IEnumerable<string> Captured => _store.Captures.Where(c => c.Status == "COMPLETED").Select(c => c.Id);

    /// <summary>Refunds whose end is open, oldest first.</summary>
    public IEnumerable<string> PendingRefunds => _store.Refunds.Where(r => r.Status == "PENDING").Select(r => r.Id);

    /// <summary>Disputes that are not decided, oldest first.</summary>
    public IEnumerable<string> OpenDisputes => _store.Disputes.Where(d => d.Status != "RESOLVED").Select(d => d.Id);

    /// <summary>Disputes that are decided, oldest first.</summary>
    public IEnumerable<string> DecidedDisputes => _store.Disputes.Where(d => d.Status == "RESOLVED").Select(d => d.Id);

    /// <summary>Never: what is pending at the sandbox's PayPal ends when <see cref="Settle"/> says so, and an order of which nothing was captured is gone after its hours without a word.</summary>
    public override DateTimeOffset? NextDue => null;

    /// <inheritdoc />
    public override void ApplyDue()
    {
    }

    /// <inheritdoc />
    public override void ForgetKeys() => _engine.Change(() => new PayPalChanges { ForgetKeys = true });

    /// <summary>The payer says yes. A payer who says no does nothing at PayPal.</summary>
    public bool Approve(string order) => Change(() => _engine.Orders.Approve(order, _origin));

    /// <summary>A pending capture (by its own or its order's id) or refund ends: completed, or denied; absent: as its vaulted token says.</summary>
    public bool Settle(string id, bool? completes = null) => Change(() => _engine.Refunds.Settle(id, completes switch { true => "completed", false => "denied", null => null }, _origin));

    /// <summary>The payer disputes a capture (by its own or its order's id), or a part of it.</summary>
    public bool Dispute(string id, long? amountMinor = null) => Change(() => _engine.Disputes.Open(id, amountMinor, null, _origin));

    /// <summary>PayPal decides a dispute; in the payer's favour the money is gone.</summary>
    public bool Decide(string dispute, bool payerWins) => Change(() => _engine.Disputes.Resolve(dispute, payerWins ? "RESOLVED_BUYER_FAVOUR" : "RESOLVED_SELLER_FAVOUR", _origin));

    /// <summary>Somebody appeals a decision: the dispute is open again.</summary>
    public bool Appeal(string dispute) => Change(() => _engine.Disputes.Appeal(dispute, _origin));

    /// <summary>Somebody refunds on PayPal's pages, without an id of the product's; absent: all that is left.</summary>
    public bool RefundInDashboard(string capture, long? amountMinor = null) => Change(() =>
    {
        JsonObject body = amountMinor is { } amount && _store.TryCapture(capture, out var found) ? new() { ["amount"] = PayPalMoney.Write(found.Currency, amount) } : [];
        return _engine.Refunds.Refund(new PayPalCall(
            PayPalOperations.Refund, $"/v2/payments/captures/{capture}/refund", capture, body, QueryCollection.Empty, null, PayPalIds.Debug(), WholeAnswer: true, _origin)).Changes;
    });

    /// <summary>The money of an order is taken without having been asked for.</summary>
    public bool PlantCapture(string order) => Change(() => _engine.Orders.Plant(
        _store.TryOrder(order, out var found) && found.Capture is null ? found : throw PayPalFailure.Unprocessable("ORDER_ALREADY_CAPTURED"), _origin));

    private bool Change(Func<PayPalChanges> make)
    {
        IReadOnlyList<GatewaySandbox.Webhooks.EventState> events;
        try
        {
            using (Draw())
            {
                events = _engine.Change(make);
            }
        }
        catch (PayPalFailure)
        {
            // The object's state forbids it: what a person at PayPal would be told, and nobody else.
            return false;
        }

        Tell(events, null);
        return true;
    }
}
