using System.Globalization;
using Integration.GatewaySandbox.Stripe;

namespace Integration.Simulation.Gateways;

/// <summary>What customers, banks, the merchant's people and Stripe itself do. Each tells whether it was possible; what was not has changed nothing.</summary>
internal sealed partial class StripeModel
{
    /// <summary>Intents whose customer has to authenticate, oldest first.</summary>
    public IEnumerable<string> AwaitingCustomer => _store.Intents.Where(i => i.Status == "requires_action").Select(i => i.Id);

    /// <summary>Intents that are not confirmed, or not to the end, oldest first: what they would take can be changed.</summary>
    public IEnumerable<string> Open => _store.Intents.Where(i => i.Status is "requires_payment_method" or "requires_confirmation" or "requires_action").Select(i => i.Id);

    /// <summary>Intents that were canceled, oldest first.</summary>
    public IEnumerable<string> Canceled => _store.Intents.Where(i => i.Status == "canceled").Select(i => i.Id);

    /// <summary>Intents whose payment is neither done nor failed yet, oldest first.</summary>
    public IEnumerable<string> Processing => _store.Intents.Where(i => i.Status == "processing").Select(i => i.Id);

    /// <summary>Intents whose money was taken, oldest first.</summary>
    public IEnumerable<string> Captured => _store.Intents.Where(i => i.Status == "succeeded").Select(i => i.Id);

    /// <summary>Refunds whose end is open, oldest first.</summary>
    public IEnumerable<string> PendingRefunds => _store.Refunds.Where(r => r.Status == "pending").Select(r => r.Id);

    /// <summary>Disputes that are not decided, oldest first.</summary>
    public IEnumerable<string> OpenDisputes => _store.Disputes.Where(d => d.IsOpen).Select(d => d.Id);

    /// <summary>Disputes that are won or lost, oldest first.</summary>
    public IEnumerable<string> DecidedDisputes => _store.Disputes.Where(d => !d.IsOpen).Select(d => d.Id);

    /// <inheritdoc />
    public override DateTimeOffset? NextDue
    {
        get
        {
            var planned = _store.NextDueMilliseconds is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : (DateTimeOffset?)null;
            var lapse = _store.Intents.Where(i => i.Status == "requires_capture").Select(i => _store.Charge(i.LatestCharge!).CaptureBefore).Min();
            var lapses = lapse is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
            return planned is null ? lapses : lapses < planned ? lapses : planned;
        }
    }

    /// <inheritdoc />
    public override void ApplyDue()
    {
        List<Outcome> outcomes;
        using (Draw())
        {
            outcomes = [.. _engine.ApplyDue(), .. _engine.LapseDue()];
        }

        outcomes.ForEach(outcome => Tell(outcome.Events, null));
    }

    /// <inheritdoc />
    public override void ForgetKeys() => _engine.ForgetKeys();

    /// <summary>The customer passes or fails 3-D Secure.</summary>
    public bool Authenticate(string intent, bool succeeds) => Act(Operations.Authenticate, intent, (account, call) => account.Intents.Authenticate(intent, succeeds ? "succeed" : "fail", call));

    /// <summary>A payment with <c>pm_sandbox_processing</c> ends.</summary>
    public bool SettlePayment(string intent, bool succeeds) => Act(Operations.SettlePayment, intent, (account, call) => account.Intents.SettlePayment(intent, succeeds ? "succeed" : "fail", call));

    /// <summary>The card's bank took a refund's money, or did not.</summary>
    public bool SettleRefund(string refund, bool succeeds) => Act(Operations.SettleRefund, refund, (account, call) =>
        account.Refunds.Settle(refund, succeeds, call) ?? throw StripeFailure.Saying("The refund's status does not allow this end.", null, "outcome"));

    /// <summary>The customer's bank disputes what is left of a captured intent, or a part of it; <paramref name="again"/>: although it did before; <paramref name="refunded"/>: with what was given back.</summary>
    public bool Dispute(string intent, long? amountMinor = null, bool inquiry = false, bool again = false, bool refunded = false) =>
        Act(Operations.Dispute, intent, (account, call) => account.Disputes.Open(intent, amountMinor, inquiry ? "general" : "fraudulent", inquiry, call, again, refunded));

    /// <summary>The bank decides: <c>won</c> and <c>lost</c> are the merchant's; <c>under_review</c> decides nothing, and <c>appeal</c> opens a decided one again.</summary>
    public bool Decide(string dispute, string outcome) => Act(Operations.Dispute, dispute, (account, call) => account.Disputes.Decide(dispute, outcome, call));

    /// <summary>Somebody refunds in Stripe's dashboard, without an id of the product's; absent: all that is left.</summary>
    public bool RefundInDashboard(string intent, long? amountMinor = null) => Act(Operations.Refund, null, (account, call) => account.Refunds.Create(call with
    {
        Operation = Operations.Refund,
        Form = StripeForm.Parse(string.Create(CultureInfo.InvariantCulture, $"payment_intent={intent}{(amountMinor is { } amount ? $"&amount={amount}" : "")}")),
    }));

    /// <summary>Somebody changes what an open intent will take.</summary>
    public bool UpdateInDashboard(string intent, long amountMinor) => Act(Operations.Update, intent, (account, call) => account.Intents.Update(call with
    {
        Form = StripeForm.Parse(string.Create(CultureInfo.InvariantCulture, $"amount={amountMinor}")),
    }));

    /// <summary>Somebody cancels an intent in Stripe's dashboard.</summary>
    public bool CancelInDashboard(string intent) => Act(Operations.Cancel, intent, (account, call) => account.Intents.Cancel(call));

    /// <summary>Money is taken of an intent that nobody confirmed, or that is held: what the product never asked for.</summary>
    public bool PlantCapture(string intent) => Act(Operations.PlantCapture, intent, (account, call) => account.Intents.PlantCapture(intent, call));

    /// <summary>A second intent with the same metadata takes the same money.</summary>
    public bool PlantTwin(string intent) => Act(Operations.PlantCapture, intent, (account, call) => account.Intents.PlantTwin(intent, new Dictionary<string, string>(), call));

    private bool Act(string operation, string? subject, Func<StripeAccount, StripeCall, Executed> act)
    {
        Outcome outcome;
        using (Draw())
        {
            var call = new StripeCall(operation, "POST", "/dashboard", subject, StripeForm.Parse(""), null, StripeIds.Request(), _settings.ApiVersion);
            outcome = _engine.Act(account => act(account, call), call.RequestId);
        }

        Tell(outcome.Events, null);
        return outcome.Executed;
    }
}
