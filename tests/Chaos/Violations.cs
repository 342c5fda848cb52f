using System.Globalization;

namespace Integration.Chaos;

/// <summary>What may be true of no run (docs/safety.md, invariants), finished or not. Each line names its payment and both sides.</summary>
internal static class Violations
{
    // Each is a question whose answer has to be nothing.
    private static readonly (string Name, string Sql)[] Questions =
    [
        ("a duplicate charge", "select payment_id, gateway, reference, captured_minor, state, reason from ops.duplicate_charges"),
        ("a stuck payment", "select payment_id, state, problem, due_at from ops.stuck_payments"),
        ("a stuck refund", "select payment_id, refund_id, state, problem, due_at from ops.stuck_refunds"),
        ("refunded too much", "select payment_id, captured_minor, refund_reserved_minor, refunded_minor, refunded_elsewhere_minor from ops.refunded_too_much"),
        ("an open payment without a due time", "select payment_id, state, reason from ops.payments where settled_at is null and due_at is null"),
        ("an open refund without a due time", "select payment_id, refund_id, state, reason from ops.refunds where settled_at is null and due_at is null"),
        ("captured at PayPal without a stored proof (F1, F7)", "select payment_id, reference from ops.attempts where gateway = 'paypal' and captured_minor > 0 and fallback_proof is null"),
        ("captured at PayPal, and a Stripe attempt is not closed with proof", """
            select p.payment_id, s.reference, s.state from ops.attempts p join ops.attempts s on s.payment_id = p.payment_id and s.gateway = 'stripe'
            where p.gateway = 'paypal' and p.captured_minor > 0 and (s.proof is null or s.closed_at is null)
            """),
        ("captured more often than once", "select payment_id, count(*) from ops.attempts where captured_minor > 0 group by 1 having count(*) > 1"),
        ("failed without a proof of every attempt", "select p.payment_id, a.gateway, a.reference, a.state from ops.payments p join ops.attempts a using (payment_id) where p.state = 'Failed' and a.proof is null"),
        ("confirmed without money", "select payment_id, state from ops.payments where state in ('Confirmed', 'PartiallyRefunded', 'Refunded') and captured_minor = 0"),
        ("a difference that reconciliation did not resolve", "select gateway, kind, payment_id, reference, words from ops.reconciliation_differences where open"),
        ("a comparison that broke off, and none that was asked for later came to its end", "select why, failure from ops.reconciliation_runs r where failure is not null and not exists (select from ops.reconciliation_runs l where l.started_at > r.started_at and l.finished_at is not null and l.failure is null)"),
        ("a dead letter", "select endpoint, left(fault, 300), failures from ops.dead_letters"),
    ];

    public static async Task<IReadOnlyList<string>> FindAsync(Plan plan, Database database, Ledger ledger)
    {
        var found = new List<string>();
        foreach (var (name, sql) in Questions)
        {
            found.AddRange((await database.LinesAsync(sql)).Select(line => $"{name}: {line}"));
        }

        found.AddRange(ledger.PaymentsChargedTwice.Select(id => $"charged twice, by the gateways' books: {id}"));
        found.AddRange(ledger.PaymentsCapturedTwice.Select(id => $"captured twice, by the gateways' books: {id}"));
        var accepted = await database.NumberAsync("select count(*) from ops.payments");
        if (accepted != plan.Payments)
        {
            found.Add(string.Create(CultureInfo.InvariantCulture, $"lost: {plan.Payments} payments were asked for, {accepted} are known"));
        }

        found.AddRange(await BooksAsync(database, ledger));
        return found;
    }

    /// <summary>Invariant 9, per object and to the minor unit. A payment or refund that is still under way, or that a message is on its way to, may be behind its
    /// gateway, never ahead of it.</summary>
    private static async Task<List<string>> BooksAsync(Database database, Ledger ledger)
    {
        var open = (await database.RowsAsync(
            "select payment_id from ops.payments where settled_at is null union select payment_id from ops.refunds where settled_at is null")).Select(row => ((Guid)row[0]!).ToString()).ToHashSet();
        var ours = (await database.RowsAsync(
            """
            select a.reference, a.payment_id, a.captured_minor, case when a.captured_minor > 0 then p.refunded_minor + p.refunded_elsewhere_minor else 0 end
            from ops.attempts a join ops.payments p using (payment_id) where a.reference is not null
            """)).ToDictionary(row => (string)row[0]!, row => (Payment: ((Guid)row[1]!).ToString(), Captured: (long)row[2]!, Refunded: (long)row[3]!));
        var waiting = string.Join('\n', await database.LinesAsync("select body from messaging.outbox"));
        var found = new List<string>();
        var theirs = ledger.Intents.ToDictionary(line => line.Id);
        foreach (var id in ours.Keys.Union(theirs.Keys))
        {
            var (payment, captured, refunded) = ours.GetValueOrDefault(id);
            var line = theirs.GetValueOrDefault(id);
            var (theirCaptured, theirRefunded) = (line?.AmountReceived ?? 0, line?.Refunded ?? 0);
            payment ??= line?.PaymentId ?? "unknown";
            var moving = open.Contains(payment) || waiting.Contains(payment, StringComparison.Ordinal) || waiting.Contains(id, StringComparison.Ordinal);
            if (captured > theirCaptured || refunded > theirRefunded + (line?.RefundPending ?? 0) || theirRefunded > theirCaptured
                || (!moving && (captured != theirCaptured || refunded != theirRefunded)))
            {
                found.Add(string.Create(CultureInfo.InvariantCulture,
                    $"the books differ: {id} of payment {payment}: captured {captured} here, {theirCaptured} there; refunded {refunded} here, {theirRefunded} there ({line?.Status ?? "not there"})"));
            }

            if (!moving && line is { AmountCapturable: > 0 })
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"money is still held: {id} of payment {payment}: {line.AmountCapturable}"));
            }
        }

        return found;
    }
}
