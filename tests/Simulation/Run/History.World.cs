using Integration.Simulation.Gateways;
using Integration.Simulation.Host;

namespace Integration.Simulation.Run;

/// <summary>What the world does beside the product: customers, banks, and people at the gateways' own pages.</summary>
internal sealed partial class History
{
    /// <summary>A customer, a bank, or somebody at the gateway's own pages does something.</summary>
    private void WorldActs()
    {
        if (_stubborn && _bank.Percent(40) && DisputesAgain())
        {
            return;
        }

        if (_complains && _payer.Percent(70) && DisputesAtPayPal())
        {
            return;
        }

        if (_stripe.AwaitingCustomer.FirstOrDefault() is { } intent && _dice.Percent(_chaos.Haste))
        {
            var succeeds = _dice.Percent(75);
            Trace.Add($"the customer {(succeeds ? "passes" : "fails")} 3-D Secure of {intent}: {_stripe.Authenticate(intent, succeeds)}");
        }
        else if (_paypal.AwaitingPayer.FirstOrDefault() is { } order && _dice.Percent(_chaos.Haste))
        {
            Trace.Add($"the payer approves {order}: {_paypal.Approve(order)}");
        }
        else if (_stripe.Captured.FirstOrDefault() is { } captured && _dice.Percent(8))
        {
            Trace.Add($"the bank disputes {captured}: {_stripe.Dispute(captured)}");
        }
        else if (_stripe.OpenDisputes.FirstOrDefault() is { } dispute && _dice.Percent(30))
        {
            var outcome = _dice.Percent(50) ? "won" : "lost";
            Trace.Add($"{dispute} is {outcome}: {_stripe.Decide(dispute, outcome)}");
        }
        else if (_stripe.Captured.FirstOrDefault() is { } paid && _dice.Percent(6))
        {
            Trace.Add($"somebody refunds 100 of {paid} in the dashboard: {_stripe.RefundInDashboard(paid, 100)}");
        }
        else if (_paypal.Captured.FirstOrDefault() is { } capture && _dice.Percent(6))
        {
            Trace.Add($"somebody refunds 100 of {capture} at PayPal: {_paypal.RefundInDashboard(capture, 100)}");
        }
        else if (_dice.Percent(30))
        {
            BanksFinish();
        }
    }

    /// <summary>A bank that leaves no dispute alone: a decision is appealed, or another part of the charge is disputed too. False: there is nothing to dispute.</summary>
    private bool DisputesAgain()
    {
        if (_stripe.Captured.FirstOrDefault() is not { } captured)
        {
            return false;
        }

        if (_stripe.DecidedDisputes.ToList() is { Count: > 0 } decided && _bank.Percent(50))
        {
            var dispute = decided[_bank.Below(decided.Count)];
            Trace.Add($"{dispute} is appealed: {_stripe.Decide(dispute, "appeal")}");
            return true;
        }

        Trace.Add($"the bank disputes a part of {captured}: {_stripe.Dispute(captured, _story.Command.AmountMinor / 4, again: true)}");
        return true;
    }

    /// <summary>A payer who complains to PayPal, of all or a part, perhaps again; PayPal decides either way, and somebody appeals. False: PayPal took nothing, or nothing happens to it.</summary>
    private bool DisputesAtPayPal()
    {
        if (_paypal.Captured.FirstOrDefault() is not { } captured)
        {
            return false;
        }

        if (_paypal.OpenDisputes.FirstOrDefault() is { } open && _payer.Percent(60))
        {
            var payerWins = _payer.Percent(50);
            _complaints++;
            _coverage.World("PayPal decides a dispute");
            Trace.Add($"PayPal decides {open} for the {(payerWins ? "payer" : "merchant")}: {_paypal.Decide(open, payerWins)}");
            return true;
        }

        var decided = _paypal.DecidedDisputes.ToList();
        if (decided.Count > 0 && _payer.Percent(30))
        {
            var dispute = decided[_payer.Below(decided.Count)];
            _complaints++;
            _coverage.World("a decision of PayPal is appealed");
            Trace.Add($"{dispute} is appealed at PayPal: {_paypal.Appeal(dispute)}");
            return true;
        }

        if (decided.Count > 0 || _paypal.OpenDisputes.Any() ? !_payer.Percent(20) : !_payer.Percent(60))
        {
            return false;
        }

        long? part = _payer.Percent(40) ? _story.Command.AmountMinor / 4 : null;
        _complaints++;
        _coverage.World("a capture is disputed at PayPal");
        Trace.Add($"the payer disputes {(part is null ? "" : "a part of ")}{captured} at PayPal: {_paypal.Dispute(captured, part)}");
        return true;
    }

    /// <summary>Somebody changes what an intent will take before it is confirmed.</summary>
    private void Meddle(string intent)
    {
        var amount = _story.Command.AmountMinor + 100;
        _coverage.Lie("another amount in the dashboard");
        Trace.Add($"somebody makes it {amount} in the dashboard, {intent}: {_stripe.UpdateInDashboard(intent, amount)}");
    }

    /// <summary>A gateway takes the money of an attempt that is closed and that the payment has left, Stripe although it had canceled it, PayPal although nobody asked, which must never happen and so is to be
    /// noticed (SAFETY U4). Before the payment has heard that it is closed, the money would simply be the payment's own. False: there is none.</summary>
    private async Task<bool> PlantChargeAsync()
    {
        var payments = await _world.ReadAsync("select attempt_id, settled_at from payments.payments");
        var closed = (await _world.ReadAsync("select reference, attempt_id from payments.attempts where closed_at is not null and reference is not null"))
            .Where(attempt => payments.TrueForAll(p => p[1] is not null || !Equals(p[0], attempt[1]))).ToList();
        if (_stripe.Canceled.FirstOrDefault(intent => closed.Exists(row => (string)row[0]! == intent)) is { } canceled && _stripe.PlantCapture(canceled) && _stripe.Captured.Contains(canceled))
        {
            _planted.Add(canceled);
            _coverage.Lie("the money of a canceled attempt is taken");
            Trace.Add($"Stripe takes the money of {canceled}, which was canceled");
            return true;
        }

        if (closed.Select(row => (string)row[0]!).FirstOrDefault(_paypal.PlantCapture) is { } order)
        {
            _planted.Add(order);
            _coverage.Lie("the money of a closed order is taken");
            Trace.Add($"PayPal takes the money of {order}, whose attempt is closed");
            return true;
        }

        return false;
    }

    /// <summary>The customer disputes what was taken wrongly, maybe after it went back; nobody knows which came first. By dice of its own, so that the other histories are what they would be without it.
    /// False: it is not disputed.</summary>
    private bool DisputesPlanted()
    {
        _wasDisputed = true;
        var bank = new Dice(_seed ^ 0xD15B);
        if (!bank.Percent(40) || !(_stripe.Dispute(_planted[0], again: true, refunded: true) || _paypal.Dispute(_planted[0])))
        {
            return false;
        }

        Trace.Add($"the payer disputes {_planted[0]}, whose attempt was closed");
        return true;
    }

    /// <summary>What banks still work on ends. False: nothing does.</summary>
    private bool BanksFinish()
    {
        if (_stripe.Processing.FirstOrDefault() is { } processing)
        {
            var succeeds = _dice.Percent(60);
            Trace.Add($"{processing} is no longer processing: it {(succeeds ? "succeeds" : "fails")}: {_stripe.SettlePayment(processing, succeeds)}");
            return true;
        }

        if (_stripe.PendingRefunds.FirstOrDefault() is { } refund)
        {
            var succeeds = _dice.Percent(70);
            Trace.Add($"the bank {(succeeds ? "takes" : "refuses")} {refund}: {_stripe.SettleRefund(refund, succeeds)}");
            return true;
        }

        if ((_paypal.PendingCaptures.FirstOrDefault() ?? _paypal.PendingRefunds.FirstOrDefault()) is { } pending)
        {
            Trace.Add($"PayPal settles {pending}: {_paypal.Settle(pending)}");
            return true;
        }

        return false;
    }
}
