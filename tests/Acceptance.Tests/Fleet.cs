using Integration.Hosting.Startup.Tests;
using Integration.Persistence.Tests;

namespace Integration.Acceptance;

/// <summary>Many payments and what must be true of all of them at the end (SAFETY, invariants).</summary>
internal static class Fleet
{
    /// <summary>Settings with seconds where production has hours, so that every retry and look-up happens within a test.</summary>
    public static (string, string)[] Quick { get; } =
    [
        ("Gateways__Stripe__SecretKey", "sk_test_sandbox"), ("Gateways__Stripe__TimeoutSeconds", "3"), ("Gateways__Stripe__RequestsPerSecond", "1000"), ("Gateways__Stripe__BreakSeconds", "0.5"),
        ("Gateways__Retry__BaseDelaySeconds", "0.05"), ("Gateways__Retry__MaxDelaySeconds", "1"), ("Gateways__Retry__MaxAttempts", "100"),
        ("Gateways__Reconcile__ScheduleSeconds__0", "0.3"), ("Gateways__Reconcile__ScheduleSeconds__1", "1"), ("Gateways__Reconcile__ScheduleSeconds__2", "2"), ("Gateways__Reconcile__ScheduleSeconds__3", "5"), ("Gateways__Reconcile__ScheduleSeconds__4", "10"), ("Gateways__Reconcile__ScheduleSeconds__5", "20"),
        ("Gateways__Reconcile__ReviewSeconds", "2"), ("Gateways__Doorbell__RetrySeconds__0", "0.5"), ("Gateways__Doorbell__RetrySeconds__1", "2"), ("Gateways__Doorbell__CallGraceSeconds", "0.3"),
        ("Webhooks__Stripe__SigningSecrets__0", "whsec_test"), ("Persistence__MigrateAtStart", "true"), ("Persistence__DeliveryLeaseSeconds", "3"),
        ("Webhooks__RequestsPerSecond", "1000"),
    ];

    /// <summary>Waits until nothing is left to happen; a failure tells the stories of what is open.</summary>
    public static async Task SettledAsync(TestDatabase database, int count, ServiceProcess worker)
    {
        try
        {
            await database.UntilAsync("ops.payments where settled_at is not null", n => n == count, seconds: 240);
        }
        catch (ShouldAssertException late)
        {
            throw new ShouldAssertException($"{late.Message}{Environment.NewLine}{await Story.OfOpenAsync(database)}{Environment.NewLine}the worker wrote: {worker.Output}");
        }
    }

    /// <summary>Waits for the last words, then compares both books.</summary>
    public static async Task BooksAgreeAsync(TestDatabase database, Gateway gateway, int good)
    {
        await database.UntilAsync("messaging.outbox where not is_timer or message_type like '%PaymentDue%'", n => n == 0, seconds: 120);
        var captured = (await gateway.LedgerAsync()).Intents.Where(i => i.Captures > 0).ToList();
        captured.GroupBy(i => i.PaymentId).Where(g => g.Sum(i => i.Captures) > 1).ShouldBeEmpty("charged twice");
        // A gateway at its worst may make a few good cards fail, with proof; never may it make one pass twice or unseen.
        captured.Count.ShouldBeInRange(good * 9 / 10, good, await Story.OfFailedAsync(database));
        foreach (var intent in captured)
        {
            (await database.CountAsync($"ops.payments p join ops.attempts a using (payment_id) where p.state = 'Confirmed' and a.reference = '{intent.Id}' and a.captured_minor = {intent.AmountReceived}"))
                .ShouldBe(1, $"{intent.Id} of payment {intent.PaymentId}");
        }

        (await database.CountAsync("ops.payments where state = 'Confirmed'")).ShouldBe(captured.Count);
        (await database.CountAsync("ops.duplicate_charges")).ShouldBe(0);
        (await database.CountAsync("ops.stuck_payments")).ShouldBe(0);
        (await database.CountAsync("ops.payments where state = 'Failed' and not exists (select from ops.attempts a where a.payment_id = ops.payments.payment_id and a.proof is not null)")).ShouldBe(0);
    }
}
