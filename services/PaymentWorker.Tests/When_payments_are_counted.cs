using Integration.PaymentWorker.Persistence;
using Integration.PaymentWorker.Watch;
using Integration.Persistence.Migrations;
using Integration.Persistence.Tests;
using Integration.Sagas.Payments;
using MassTransit;
using Microsoft.Extensions.Time.Testing;

namespace Integration.PaymentWorker.Tests;

public sealed class When_payments_are_counted : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _time = new(Now);

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SchemaMigrator.MigrateAsync<PaymentsContext>(_database.Source, PaymentsContext.Schema, options => new(options), CancellationToken.None);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_tell_open_ones_by_state_and_gateway_and_go_back_to_zero()
    {
        using var measured = new Measured();
        var metrics = new SampleMetrics(_time, ["stripe"]);
        await PaymentAsync("Capturing");
        await PaymentAsync("Capturing");
        await PaymentAsync("AwaitingCustomer", gateway: "paypal");
        await PaymentAsync("Confirmed", settled: TimeSpan.FromMinutes(59));
        metrics.Record(await SampleAsync());

        measured["integration.payments.waiting Capturing stripe"].ShouldBe(2);
        measured["integration.payments.waiting Capturing paypal"].ShouldBe(0);
        measured["integration.payments.waiting AwaitingCustomer paypal"].ShouldBe(1);
        measured.Names.Count(n => n.StartsWith("integration.payments.waiting ", StringComparison.Ordinal)).ShouldBe(2 * PaymentStates.Waiting.Length);

        await _database.ExecuteAsync("update payments.payments set current_state = 'Confirmed', settled_at = now()");
        metrics.Record(await SampleAsync());
        // Other tests of this process measure calls meanwhile.
        measured.NotZero.Where(name => name.StartsWith("integration.payments.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_tell_how_long_the_longest_of_each_state_has_been_in_it()
    {
        using var measured = new Measured();
        var returned = await PaymentAsync("Reconciling");
        await JournalAsync(returned, null, "Authorizing", TimeSpan.FromMinutes(60));
        await JournalAsync(returned, "Authorizing", "Reconciling", TimeSpan.FromMinutes(50));
        await JournalAsync(returned, "Reconciling", "Authorizing", TimeSpan.FromMinutes(40));
        await JournalAsync(returned, "Authorizing", "Reconciling", TimeSpan.FromMinutes(30));
        await JournalAsync(returned, "Reconciling", "Reconciling", TimeSpan.FromMinutes(1));
        var younger = await PaymentAsync("Reconciling");
        await JournalAsync(younger, "Authorizing", "Reconciling", TimeSpan.FromMinutes(20));
        new SampleMetrics(_time, ["stripe"]).Record(await SampleAsync());

        measured["integration.payments.age Reconciling"].ShouldBe(1800, tolerance: 1);
        measured["integration.payments.age Authorizing"].ShouldBe(0);
    }

    [Fact]
    public async Task Should_judge_the_recent_by_their_end_and_by_what_their_caller_was_told()
    {
        using var measured = new Measured();
        await PaymentAsync("Confirmed", accepted: TimeSpan.FromMinutes(5), settled: TimeSpan.FromMinutes(4));
        await PaymentAsync("Failed", accepted: TimeSpan.FromMinutes(5), settled: TimeSpan.FromMinutes(1));      // too late, and nothing told
        await PaymentAsync("Capturing", accepted: TimeSpan.FromMinutes(5));
        var told = await PaymentAsync("Confirmed", accepted: TimeSpan.FromMinutes(5), settled: TimeSpan.FromMinutes(1));
        await JournalAsync(told, "Authorizing", "AwaitingCustomer", TimeSpan.FromMinutes(4));
        var toldLate = await PaymentAsync("NeedsReview", accepted: TimeSpan.FromMinutes(5));
        await JournalAsync(toldLate, "Reconciling", "NeedsReview", TimeSpan.FromMinutes(2));
        await PaymentAsync("Capturing", accepted: TimeSpan.FromMinutes(1));     // not judged yet
        await PaymentAsync("Capturing", accepted: TimeSpan.FromMinutes(13));    // not recent any more
        new SampleMetrics(_time, ["stripe"]).Record(await SampleAsync());

        measured["integration.payments.recent stripe confirmed"].ShouldBe(2);
        measured["integration.payments.recent stripe failed"].ShouldBe(1);
        measured["integration.payments.recent stripe open"].ShouldBe(2);
        measured["integration.payments.recent stripe canceled"].ShouldBe(0);
        measured["integration.payments.late stripe"].ShouldBe(3);
    }

    [Fact]
    public async Task Should_tell_calls_of_which_nobody_knows_whether_they_were_executed()
    {
        using var measured = new Measured();
        var metrics = new SampleMetrics(_time, ["stripe"]);
        await CallAsync(await PaymentAsync("Reconciling"), "capture", "OutcomeUnknown", TimeSpan.FromMinutes(20));
        await CallAsync(await PaymentAsync("Capturing"), "capture", null, TimeSpan.FromMinutes(10));                                   // its worker died
        await CallAsync(await PaymentAsync("Capturing"), "capture", null, TimeSpan.FromSeconds(1), lease: TimeSpan.FromMinutes(1));      // under way
        var found = await PaymentAsync("Capturing");
        await CallAsync(found, "authorize", "OutcomeUnknown", TimeSpan.FromMinutes(30));
        await CallAsync(found, "look_up", "authorized", TimeSpan.FromMinutes(25));
        var notFound = await PaymentAsync("Reconciling");
        await CallAsync(notFound, "authorize", "OutcomeUnknown", TimeSpan.FromMinutes(40));
        await CallAsync(notFound, "look_up", "Transient", TimeSpan.FromMinutes(35));
        metrics.Record(await SampleAsync());

        (await _database.CountAsync("ops.unknown_outcomes")).ShouldBe(3);
        measured["integration.outcomes.unknown"].ShouldBe(3);
        measured["integration.outcomes.unknown.age"].ShouldBe(2400, tolerance: 1);

        await _database.ExecuteAsync("update payments.attempts set closed_at = now(), proof = 'closed', active = false");
        metrics.Record(await SampleAsync());
        (measured["integration.outcomes.unknown"], measured["integration.outcomes.unknown.age"]).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_tell_a_refund_whose_call_has_no_outcome_until_it_has_one()
    {
        await _database.ExecuteAsync(
            """
            insert into payments.refunds (correlation_id, current_state, payment_id, request_hash, amount_minor, attempt_number, epoch, retries, checks, settlements, accepted_at, changed_at)
                values ('00000000-0000-0000-0000-000000000001', 'Sending', gen_random_uuid(), '', 1, 1, 1, 0, 0, 0, now(), now());
            insert into payments.refund_claims (refund_id, payment_id, attempt_id, gateway, key, request_hash, amount_minor, currency, answered_epoch, first_claimed_at, changed_at)
                values ('00000000-0000-0000-0000-000000000001', gen_random_uuid(), gen_random_uuid(), 'stripe', 'k', '', 1, 'EUR', 1, now(), now());
            insert into payments.gateway_calls (call_id, attempt_id, payment_id, gateway, step, epoch, claimed_at, answered_at, outcome, refund_id)
                values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'stripe', 'refund', 1, now() - interval '5 minutes', now(), 'OutcomeUnknown', '00000000-0000-0000-0000-000000000001');
            """);
        (await SampleAsync()).Unknown.ShouldBe(1);
        await _database.ExecuteAsync("update payments.refunds set settled_at = now()");
        (await SampleAsync()).Unknown.ShouldBe(0);
    }

    [Fact]
    public async Task Should_say_how_old_the_figures_are_when_none_can_be_had()
    {
        using var measured = new Measured();
        var metrics = new SampleMetrics(_time, ["stripe"]);
        metrics.Record(await SampleAsync());
        measured["integration.watch.age sample"].ShouldBe(0);
        _time.Advance(TimeSpan.FromMinutes(7));
        metrics.RecordAge();
        measured["integration.watch.age sample"].ShouldBe(420);
    }

    /// <summary>A table in which almost everything is settled, as it is after a month: no part of the sample reads all of it.</summary>
    [Fact]
    public async Task Should_read_along_indexes()
    {
        await _database.ExecuteAsync(PaymentSql("select gen_random_uuid(), 'Confirmed', 'stripe', now() - interval '1 day' - i * interval '1 second', now() - interval '1 day' from generate_series(1, 20000) i"));
        await _database.ExecuteAsync(
            "insert into payments.gateway_calls (call_id, attempt_id, payment_id, gateway, step, epoch, claimed_at, answered_at, outcome) " +
            "select gen_random_uuid(), correlation_id, correlation_id, 'stripe', 'capture', 1, now(), now(), 'captured' from payments.payments");
        await PaymentAsync("Capturing");
        await _database.ExecuteAsync("analyze payments.payments, payments.gateway_calls");
        var plan = new List<string>();
        foreach (var asked in PaymentSample.Commands(Now))
        {
            await using var explain = _database.Source.CreateCommand("explain " + asked.CommandText);
            explain.Parameters.AddRange(asked.Parameters.Select(p => p.Clone()).ToArray());
            await using var rows = await explain.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                plan.Add(rows.GetString(0));
            }
        }

        plan.Where(line => line.Contains("Scan", StringComparison.Ordinal)).Count().ShouldBeGreaterThan(4, string.Join(Environment.NewLine, plan));
        plan.Where(line => line.Contains("Seq Scan on payments", StringComparison.Ordinal) || line.Contains("Seq Scan on gateway_calls", StringComparison.Ordinal)).ShouldBeEmpty(string.Join(Environment.NewLine, plan));
    }

    [Fact]
    public void Should_know_every_state_of_the_machine()
    {
        var states = typeof(PaymentStateMachine).GetProperties().Where(p => p.PropertyType == typeof(State) && p.Name is not ("Initial" or "Final")).Select(p => p.Name).ToList();
        states.Count.ShouldBe(13);
        PaymentStates.Waiting.ShouldBe(states.Where(s => PaymentStates.Outcome(s) == PaymentStates.Open), ignoreOrder: true);
        Should.Throw<ArgumentOutOfRangeException>(() => PaymentStates.Outcome("Elsewhere"));
    }

    private Task<PaymentSample> SampleAsync() => PaymentSample.TakeAsync(_database.Source, _time.GetUtcNow(), CancellationToken.None);

    private async Task<Guid> PaymentAsync(string state, string gateway = "stripe", TimeSpan? accepted = null, TimeSpan? settled = null)
    {
        var id = Guid.NewGuid();
        var settledAt = settled is { } ago ? $"'{Now - ago:O}'" : "null";
        await _database.ExecuteAsync(PaymentSql($"select '{id}'::uuid, '{state}', '{gateway}', timestamptz '{Now - (accepted ?? TimeSpan.FromHours(1)):O}', {settledAt}::timestamptz"));
        return id;
    }

    private static string PaymentSql(string select) =>
        "insert into payments.payments (correlation_id, current_state, gateway, accepted_at, settled_at, changed_at, customer_id, amount_minor, currency, payment_method, request_hash, attempt_id, attempt_number, step, epoch, " +
        "retries, unknowns, outages, throttled, reopened, checks, cancel_requested) " +
        $"select a, b, c, d, e, d, 'customer', 1999, 'EUR', 'pm', '', gen_random_uuid(), 1, 'create', 1, 0, 0, 0, 0, false, 0, false from ({select}) s(a, b, c, d, e)";

    private Task JournalAsync(Guid payment, string? from, string to, TimeSpan ago) => _database.ExecuteAsync(
        $"insert into messaging.journal (occurred_at, saga, correlation_id, from_state, to_state, event) values ('{Now - ago:O}', 'PaymentState', '{payment}', {(from is null ? "null" : $"'{from}'")}, '{to}', 'event')");

    /// <summary>A call of the payment's attempt, which is made with the first one; without an outcome it was not answered.</summary>
    private Task CallAsync(Guid payment, string step, string? outcome, TimeSpan ago, TimeSpan? lease = null) => _database.ExecuteAsync(
        $"""
        insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, active, answered_epoch, created_at, changed_at)
            values ('{payment}', '{payment}', 1, 'stripe', 1999, 'EUR', true, 0, now(), now()) on conflict do nothing;
        with made as (insert into payments.gateway_calls (call_id, attempt_id, payment_id, gateway, step, epoch, claimed_at, answered_at, outcome)
            values (gen_random_uuid(), '{payment}', '{payment}', 'stripe', '{step}', 1, '{Now - ago:O}', {(outcome is null ? "null" : "now()")}, {(outcome is null ? "null" : $"'{outcome}'")}) returning call_id)
        update payments.attempts set lease_call = made.call_id, lease_until = now() + interval '{(lease ?? TimeSpan.FromSeconds(-1)).TotalSeconds} seconds' from made where attempt_id = '{payment}';
        """);
}
