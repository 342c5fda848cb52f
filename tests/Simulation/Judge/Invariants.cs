using System.Globalization;
using Integration.GatewaySandbox.Ledger;
using Integration.Simulation.Crm;
using Integration.Simulation.Gateways;
using Integration.Simulation.Run;

namespace Integration.Simulation.Judge;

/// <summary>What an ended history is judged by.</summary>
internal sealed record Evidence(World World, Story Story, StripeModel Stripe, PayPalModel PayPal, Transport Transport, Network Network, IReadOnlyList<string> Planted, Sending Sending, Coverage Coverage);

/// <summary>SAFETY's invariants, with the gateways' books as the oracle. Each line says what is broken and both sides of it.</summary>
internal static class Invariants
{
    private static readonly string[] Paid = ["Confirmed", "PartiallyRefunded", "Refunded", "Disputed"];

    public static async Task<List<string>> CheckAsync(Evidence e)
    {
        var broken = new List<string>();
        var payments = await e.World.ReadAsync(
            "select correlation_id, current_state, reason, due_at, settled_at, captured_minor, refund_reserved_minor, refunded_minor, refunded_elsewhere_minor, amount_minor, attempt_id from payments.payments");
        var attempts = await e.World.ReadAsync(
            "select attempt_id, gateway, reference, captured_minor, returned_minor, fallback_proof, closed_at, proof, orphaned, number, active, state from payments.attempts order by number");
        var refunds = await e.World.ReadAsync("select correlation_id, current_state, due_at, settled_at, amount_minor, reason from payments.refunds order by correlation_id");
        var ledger = LedgerView.Of([e.Stripe.Books, e.PayPal.Books]);
        if (payments.Count != 1)
        {
            return [$"5: the payment was asked for, and {payments.Count} are known"];
        }

        var payment = payments[0];
        var (state, settled) = ((string)payment[1]!, payment[4] is not null);
        e.Coverage.End(state);
        var returns = await e.World.ReadAsync("select reference, state, accepted_at, changed_at from payments.orphans");
        Money(broken, e, ledger, state, (long)payment[5]!, (long)payment[9]!);
        Planted(broken, e, attempts, ledger, returns);
        DeclinedAsFraud(broken, e, attempts, ledger);
        PayPalProof(broken, attempts, ledger);
        if (state is "Failed" or "Canceled")
        {
            broken.AddRange(attempts.Where(a => a[7] is null).Select(a => $"4: {state} without a proof that attempt {a[9]} ({a[1]} {a[2]}) takes no money"));
        }

        Refunds(broken, e, payment, refunds, ledger, settled);
        await NothingHangsAsync(broken, e, state, settled, payment, refunds);
        var letters = await e.World.ReadAsync("select endpoint, fault, message_type from messaging.dead_letters order by endpoint, fault, message_type");
        var knowsAll = !e.Network.LostNews && !letters.Exists(IsOutage);
        await PlantedDisputesAsync(broken, e, attempts, ledger, returns, knowsAll);
        Books(broken, state, attempts, ledger, payment, settled && refunds.TrueForAll(r => r[3] is not null), knowsAll);
        await StoryAsync(broken, e);
        broken.AddRange(await Mirrored.CheckAsync(e, payment, attempts, refunds, ledger, knowsAll));
        broken.AddRange(await Rules.CheckAsync(e, ledger, attempts, state, settled));
        return broken;
    }

    /// <summary>Invariant 1. A duplicate that was not planted counts, given back or not.</summary>
    private static void Money(List<string> broken, Evidence e, LedgerView ledger, string state, long captured, long amount)
    {
        ledger = ledger with { Intents = [.. ledger.Intents.Where(l => !e.Planted.Contains(l.Id))] };
        var captures = ledger.Intents.Sum(l => l.Captures);
        if (captures > 1)
        {
            broken.Add($"1: charged {captures} times: {string.Join(", ", ledger.Intents.Where(l => l.Captures > 0).Select(l => $"{l.Gateway} {l.Id} {l.AmountReceived}"))}");
        }

        var taken = ledger.Intents.Sum(l => l.AmountReceived);
        if (Paid.Contains(state) && (captures == 0 || captured != amount || taken != amount))
        {
            broken.Add($"9: it is {state} with {captured} of {amount}, and the gateways took {taken}");
        }

        if (state is "Failed" or "Canceled" && ledger.Intents.Sum(l => l.Net) > 0)
        {
            broken.Add($"4: it is {state}, and the gateways keep {ledger.Intents.Sum(l => l.Net)}");
        }

        if (state is not "NeedsReview" && ledger.Intents.Sum(l => l.AmountCapturable) is > 0 and var held)
        {
            broken.Add($"9: it is {state}, and {held} are still held");
        }
    }

    /// <summary>SAFETY U4: money on an attempt of ours that is closed goes back whole and is told, or a person is asked.</summary>
    private static void Planted(List<string> broken, Evidence e, List<object?[]> attempts, LedgerView ledger, List<object?[]> returns)
    {
        foreach (var line in ledger.Intents.Where(l => e.Planted.Contains(l.Id) && attempts.Exists(a => (string?)a[2] == l.Id)))
        {
            // Whoever left it as it is, was shown what had gone back.
            var known = attempts.Where(a => (string?)a[2] == line.Id).Sum(a => (long)a[3]! - (long)a[4]!);
            var asked = returns.Exists(r => (string?)r[0] == line.Id && (string)r[1]! == "needs_review" && (AcceptedAt(r) is null || line.Net <= known));
            // What a bank says late is noticed by its webhook, or by the comparison of books, which does not run here.
            if (line.Net > 0 && !asked && !(e.Story.RefundsComeBack && e.Network.LostNews))
            {
                broken.Add($"U4: {line.Id} was closed and took money, of which {line.Net} are kept, and nobody is asked");
            }

            if (line.Net == 0 && !e.Transport.Told.Exists(m => m.MessageType.Contains(":DuplicateChargeRefunded", StringComparison.Ordinal)))
            {
                broken.Add($"U4: {line.Id} was given back, and nobody was told");
            }
        }
    }

    /// <summary>SAFETY U4: who disputes what was taken wrongly, before it went back or after, may get it twice, so a person is asked about that dispute, and once about each turn of it. What is won harms nobody.</summary>
    /// <param name="knowsAll">The product could hear of it.</param>
    private static async Task PlantedDisputesAsync(List<string> broken, Evidence e, List<object?[]> attempts, LedgerView ledger, List<object?[]> returns, bool knowsAll)
    {
        // A person who was asked may have said that it is dealt with.
        var open = knowsAll && (await e.World.ReadAsync("select command from payments.operator_actions")).TrueForAll(row => (string)row[0]! != "ReturnDuplicateCharge");
        var asked = e.Transport.Told.DistinctBy(m => m.MessageId).Where(m => m.MessageType.Contains(":PaymentNeedsReview", StringComparison.Ordinal)).Select(m => m.Body).ToList();
        foreach (var dispute in ledger.Disputes.Where(d => e.Planted.Contains(d.Of) && attempts.Exists(a => (string?)a[2] == d.Of)))
        {
            var naming = asked.FindAll(body => body.Contains($"dispute {dispute.Id} is ", StringComparison.Ordinal));
            if (naming.Count == 0 && knowsAll && dispute.Status is not ("won" or "warning_closed"))
            {
                broken.Add($"U4: {dispute.Id} of {dispute.Of}, which was closed, is {dispute.Status}, and nobody is asked about it");
            }

            var told = naming.Count(body => body.Contains($"which is not the payment's own: dispute {dispute.Id} is ", StringComparison.Ordinal));
            if (told > 2)
            {
                broken.Add($"U4: a person was asked {told} times about {dispute.Id} of {dispute.Of}");
            }

            if (knowsAll && dispute.Status is not ("won" or "warning_closed") && returns.Exists(r => (string?)r[0] == dispute.Of && (string)r[1]! == "needs_review" && AcceptedAt(r) < dispute.CreatedAt))
            {
                broken.Add($"U4: {dispute.Id} of {dispute.Of} is {dispute.Status}, and the row stays as it was left before it");
            }

            if (open && dispute.Status is not ("won" or "warning_closed") && !returns.Exists(r => (string?)r[0] == dispute.Of && (string)r[1]! == "needs_review"))
            {
                broken.Add($"U4: {dispute.Id} of {dispute.Of}, which was closed, is {dispute.Status}, and no row shows it");
            }
        }
    }

    /// <summary>When a person left the row as it is; nothing when nobody has, or when it changed since.</summary>
    private static DateTimeOffset? AcceptedAt(object?[] row) => Moment(row[2]) is { } accepted && accepted >= Moment(row[3]) ? accepted : null;

    private static DateTimeOffset? Moment(object? value) => value switch
    {
        DateTimeOffset at => at,
        DateTime at => new(at, TimeSpan.Zero),
        _ => null,
    };

    /// <summary>SAFETY F4: after a card was declined as fraud nothing is tried again, at no gateway.</summary>
    private static void DeclinedAsFraud(List<string> broken, Evidence e, List<object?[]> attempts, LedgerView ledger)
    {
        if (e.Story.Command.Card.PaymentMethod != Story.Fraud)
        {
            return;
        }

        foreach (var line in ledger.Intents.Where(l => l.Declines > 0 && !e.Planted.Contains(l.Id)))
        {
            var declined = attempts.Find(a => (string?)a[2] == line.Id);
            broken.AddRange(attempts.Where(a => declined is not null && (int)a[9]! > (int)declined[9]!).Select(a => $"F4: attempt {declined![9]} ({line.Id}) was declined as fraud, and attempt {a[9]} at {a[1]} followed"));
        }
    }

    /// <summary>Invariant 3. Where the attempts before it stand at their gateway is judged by F1 and F2.</summary>
    private static void PayPalProof(List<string> broken, List<object?[]> attempts, LedgerView ledger)
    {
        foreach (var line in ledger.Intents.Where(l => l is { Gateway: "paypal", Captures: > 0 }))
        {
            if (!attempts.Exists(a => (string?)a[2] == line.Id && a[5] is not null))
            {
                broken.Add($"3: {line.Id} was captured at PayPal without a stored proof");
            }

            broken.AddRange(attempts.Where(a => (string)a[1]! == "stripe" && (a[6] is null || a[7] is null))
                .Select(a => $"3: {line.Id} was captured at PayPal, and attempt {a[9]} ({a[2]}) at Stripe is not closed with a proof"));
        }
    }

    /// <summary>Invariant 2.</summary>
    private static void Refunds(List<string> broken, Evidence e, object?[] payment, List<object?[]> refunds, LedgerView ledger, bool settled)
    {
        var (captured, reserved, refunded) = ((long)payment[5]!, (long)payment[6]!, (long)payment[7]!);
        if (reserved + refunded > captured)
        {
            broken.Add($"2: {reserved} reserved and {refunded} refunded of {captured}");
        }

        broken.AddRange(ledger.Intents.Where(l => l.Refunded + l.RefundPending > l.AmountReceived && l.AmountReceived > 0)
            .Select(l => $"2: {l.Refunded} refunded and {l.RefundPending} on their way of {l.AmountReceived} at {l.Id}"));
        foreach (var twice in ledger.Refunds.Where(r => r.RefundId is not null && r.Status.ToUpperInvariant() is "SUCCEEDED" or "PENDING" or "COMPLETED").GroupBy(r => r.RefundId).Where(g => g.Count() > 1))
        {
            broken.Add($"2: refund {twice.Key} was made {twice.Count()} times: {string.Join(", ", twice.Select(r => r.Id))}");
        }

        var known = refunds.Select(r => (Guid)r[0]!).ToHashSet();
        broken.AddRange(e.Story.Refunds.Where(r => !known.Contains(r.RefundId)).Select(r => $"5: refund {r.RefundId} was asked for and is not known"));
        if (settled && reserved > 0 && refunds.TrueForAll(r => r[3] is not null))
        {
            broken.Add($"2: {reserved} are reserved, and every refund has its end");
        }
    }

    /// <summary>Invariant 5.</summary>
    private static async Task NothingHangsAsync(List<string> broken, Evidence e, string state, bool settled, object?[] payment, List<object?[]> refunds)
    {
        var timers = await e.World.ReadAsync("select message_type, is_timer, due_at, correlation_id from messaging.outbox order by id");
        broken.AddRange(timers.Where(t => !(bool)t[1]!).Select(t => $"5: {t[0]} was never sent"));
        if (!settled && (payment[3] is null || !timers.Exists(t => ((string)t[0]!).Contains(":PaymentDue", StringComparison.Ordinal))))
        {
            broken.Add($"5: it is {state} ({payment[2]}) and nothing wakes it");
        }

        if (settled && timers.Exists(t => ((string)t[0]!).Contains(":PaymentDue", StringComparison.Ordinal)))
        {
            broken.Add($"7: it is {state}, and its timer is still set");
        }

        if (!settled && state != "NeedsReview")
        {
            broken.Add($"5: it is still {state} ({payment[2]}) after all its time");
        }

        broken.AddRange(refunds.Where(r => r[3] is null && (string)r[1]! != "NeedsReview").Select(r => $"5: refund {r[0]} is still {r[1]} ({r[5]}) after all its time"));
        var letters = await e.World.ReadAsync("select endpoint, fault, message_type from messaging.dead_letters order by endpoint, fault, message_type");
        broken.AddRange(letters.Where(l => !(e.Story.Reused && ((string)l[1]!).Contains("already used for a payment with other content", StringComparison.Ordinal))
                && !(e.Story.Cancels > 0 && CameTooEarly(l)) && !IsOutage(l) && !IsForgotten(l))
            .Select(l => $"5: a dead letter without a cause: {l[0]}: {l[1]} ({l[2]})"));
        if (e.Transport.Queued.Count + e.Transport.ForCrm.Count is > 0 and var left)
        {
            broken.Add($"5: {left} messages were never delivered");
        }
    }

    /// <summary>A cancel that came more than two and a half minutes before its payment is set aside, and a person decides.</summary>
    private static bool CameTooEarly(object?[] letter) => ((string)letter[1]!).StartsWith("The cancel is refused: no payment", StringComparison.Ordinal);

    /// <summary>The gateway was away for longer than news of it are looked up: the letter says so, and a person sends it again.</summary>
    private static bool IsOutage(object?[] letter) => ((string)letter[1]!).Contains("could not be read in", StringComparison.Ordinal);

    /// <summary>Somebody asked for the return of a charge that the gateway no longer tells anything of, or has never known.</summary>
    private static bool IsForgotten(object?[] letter) => ((string)letter[1]!).StartsWith("Nothing is given back of attempt", StringComparison.Ordinal);

    /// <summary>Invariant 9, per object and to the minor unit. What waits for a person may be behind its gateway, never ahead of it.</summary>
    private static void Books(List<string> broken, string state, List<object?[]> attempts, LedgerView ledger, object?[] payment, bool ended, bool knowsAll)
    {
        foreach (var line in ledger.Intents)
        {
            var ours = attempts.Find(a => (string?)a[2] == line.Id);
            var captured = ours is null ? 0 : (long)ours[3]!;
            if (captured > line.AmountReceived || (ended && captured != line.AmountReceived))
            {
                broken.Add(string.Create(CultureInfo.InvariantCulture, $"9: {line.Id}: captured {captured} here, {line.AmountReceived} there ({line.Status})"));
            }
        }

        var refunded = (long)payment[7]! + (long)payment[8]! + attempts.Where(a => state is "Failed" or "Canceled" || (Guid)a[0]! != (Guid)payment[10]!).Sum(a => (long)a[4]!);
        var theirs = ledger.Intents.Where(l => l.AmountReceived > 0).Sum(l => l.Refunded);
        var pending = ledger.Intents.Sum(l => l.RefundPending);
        if (knowsAll && (refunded > theirs + pending || (ended && refunded != theirs)))
        {
            broken.Add(string.Create(CultureInfo.InvariantCulture, $"9: refunded {refunded} here, {theirs} there ({pending} on their way)"));
        }
    }

    /// <summary>Invariant 7: the end is the end, and one is told.</summary>
    private static async Task StoryAsync(List<string> broken, Evidence e)
    {
        string? last = null;
        foreach (var row in await e.World.ReadAsync("select saga, from_state, event, to_state from messaging.journal order by entry"))
        {
            var (saga, from, heard, to) = ((string)row[0]!, (string?)row[1], (string)row[2]!, (string)row[3]!);
            e.Coverage.Transition(saga, from, heard, to);
            if (saga != "PaymentState")
            {
                continue;
            }

            if (last is not null && from != last)
            {
                broken.Add($"7: the journal breaks: it went from {from} to {to} when it was {last}");
            }

            last = to;
            if (from is "Failed" or "Canceled" && to is not ("Failed" or "Canceled" or "NeedsReview"))
            {
                broken.Add($"7: it was {from}, and {heard} made it {to}");
            }

            if (from is not null && Paid.Contains(from) && !Paid.Contains(to) && to != "NeedsReview")
            {
                broken.Add($"7: it was {from}, and {heard} made it {to}");
            }
        }

        string[] ends = [":PaymentConfirmed", ":PaymentFailed", ":PaymentCanceled"];
        var told = e.Transport.Told.Select(m => m.MessageType.Split(';')[0]).Where(t => Array.Exists(ends, end => t.EndsWith(end, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal).ToList();
        if (told.Count > 1)
        {
            broken.Add($"7: more than one end was told: {string.Join(", ", told)}");
        }
    }
}
