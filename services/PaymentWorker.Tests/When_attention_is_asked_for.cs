using Integration.PaymentWorker.Persistence;
using Integration.PaymentWorker.Reconciliation;
using Integration.PaymentWorker.Watch;
using Integration.Persistence.Migrations;
using Integration.Persistence.Tests;
using Integration.Sagas.Payments;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Integration.PaymentWorker.Tests;

/// <summary>An alert that does not come because nobody could count is the silence that SAFETY invariant 5 forbids.</summary>
public sealed class When_attention_is_asked_for : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SchemaMigrator.MigrateAsync<PaymentsContext>(_database.Source, PaymentsContext.Schema, options => new(options), CancellationToken.None);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_tell_while_the_broker_is_away_and_say_how_old_it_is_when_nobody_could_count()
    {
        using var measured = new Measured();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var watch = Watch(services);
        await watch.StartAsync(default);
        await measured.UntilAsync((name, value) => name == "integration.payments.duplicate_charges" && value == 0, "money on the wrong attempt");
        await AgeAsync(0);

        await _database.ExecuteAsync("alter view ops.duplicate_charges rename to nobody_can_count");
        _time.Advance(TimeSpan.FromMinutes(1));
        await AgeAsync(60);
        _time.Advance(TimeSpan.FromMinutes(1));
        await AgeAsync(120);
        await _database.ExecuteAsync("alter view ops.nobody_can_count rename to duplicate_charges");
        _time.Advance(TimeSpan.FromMinutes(1));
        await AgeAsync(0);
        await watch.StopAsync(default);

        Task AgeAsync(double seconds) => measured.UntilAsync((name, value) => name == "integration.watch.age attention" && value == seconds, $"an age of {seconds} s");
    }

    /// <summary>No difference is told of books that nobody compares, and none looks like a good day.</summary>
    [Fact]
    public async Task Should_tell_that_the_books_are_not_compared_until_they_are()
    {
        using var measured = new Measured();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var watch = Watch(services);
        var window = (From: Ago(192), LastDay: Ago(24), Until: Ago(0));
        await watch.StartAsync(default);
        await MissingAsync(0, "nothing to compare yet");

        await PaymentAsync(hoursAgo: 48);
        await MissingAsync(1, "none was made for two days");
        await RunAsync("schedule", startedHoursAgo: 30, finished: true, failure: null);
        await MissingAsync(0, "one was");
        await RunAsync("schedule", startedHoursAgo: 6, finished: true, failure: "paypal from … until … is not compared: 403");
        await MissingAsync(1, "the newest broke off");
        await RunAsync("ops", startedHoursAgo: 1, finished: true, failure: null, whole: false);
        await RunAsync("ops", startedHoursAgo: 1, finished: true, failure: "stripe from … until … is not compared: 503");
        await RunAsync("ops", startedHoursAgo: 1, finished: false, failure: null);
        await CountAsync(measured, refundsToReview: 1);
        measured["integration.reconciliation.missing"].ShouldBe(1, "none of these is of the same time and complete");
        await RunAsync("ops", startedHoursAgo: 1, finished: true, failure: null);
        await MissingAsync(0, "a person had it made again");

        await RunAsync("schedule", startedHoursAgo: 0, finished: false, failure: null);
        _time.Advance(TimeSpan.FromHours(37));
        await MissingAsync(1, "the newest one does not end");
        await _database.ExecuteAsync($"update payments.reconciliation_runs set started_at = {Ago(1)}, finished_at = {Ago(0)} where finished_at is null and asked_by = 'schedule'");
        await MissingAsync(0, "it has");
        await watch.StopAsync(default);

        Task RunAsync(string by, int startedHoursAgo, bool finished, string? failure, bool whole = true) =>
            ComparisonAsync(by, startedHoursAgo, failure, whole ? window.From : window.LastDay, window.Until, finished: finished);

        async Task MissingAsync(int value, string when) => await MissingIsAsync(measured, value, when);
    }

    /// <summary>The night asks for refunds of weeks before. A comparison without them says nothing of what a bank has sent back meanwhile.</summary>
    [Fact]
    public async Task Should_tell_it_until_the_refunds_of_the_weeks_before_are_compared_too()
    {
        using var measured = new Measured();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var watch = Watch(services);
        var (month, tooLate, week, now) = (Ago(720), Ago(719), Ago(192), Ago(0));
        const string failed = "stripe from … until … is not compared: 503";
        await PaymentAsync(hoursAgo: 48);
        await ComparisonAsync("schedule", startedHoursAgo: 6, failed, week, now, refundsFrom: month);
        await watch.StartAsync(default);
        await MissingIsAsync(measured, 1, "the night broke off");

        await ComparisonAsync("ops", startedHoursAgo: 1, failure: null, week, now);
        await ComparisonAsync("ops", startedHoursAgo: 1, failure: null, week, now, refundsFrom: tooLate);
        await CountAsync(measured, refundsToReview: 1);
        measured["integration.reconciliation.missing"].ShouldBe(1, "neither reaches as far back for refunds");
        await ComparisonAsync("ops", startedHoursAgo: 1, failure: null, week, now, refundsFrom: month);
        await MissingIsAsync(measured, 0, "one with the same refunds was made");

        await ComparisonAsync("schedule", startedHoursAgo: 0, failed, week, now, refundsFrom: month);
        await MissingIsAsync(measured, 1, "the next night broke off, too");
        await ComparisonAsync("ops", startedHoursAgo: 0, failure: null, month, now);
        await MissingIsAsync(measured, 0, "a window that begins so early has refunds and payments");
        await watch.StopAsync(default);
    }

    [Fact]
    public async Task Should_count_no_duplicate_charge_that_a_person_left_as_it_is()
    {
        using var measured = new Measured();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var watch = Watch(services);
        await _database.ExecuteAsync(
            """
            insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, active, answered_epoch, created_at, changed_at, orphaned, captured_minor)
                values ('00000000-0000-0000-0000-000000000001', gen_random_uuid(), 1, 'stripe', 1999, 'EUR', false, 0, now(), now(), true, 1999);
            insert into payments.orphans (attempt_id, payment_id, gateway, reference, key, action, state, amount_minor, currency, tries, reason, found_at, changed_at)
                values ('00000000-0000-0000-0000-000000000001', gen_random_uuid(), 'stripe', 'pi_1', 'k', 'review', 'needs_review', 1999, 'EUR', 1, 'it is disputed', now(), now());
            """);
        await watch.StartAsync(default);
        await measured.UntilAsync((name, value) => name == "integration.payments.duplicate_charges" && value == 1, "money that a person decides on");
        await _database.ExecuteAsync("update payments.orphans set accepted_at = now(), accepted_by = 'ops', accepted_why = 'the bank took it back'");
        _time.Advance(TimeSpan.FromMinutes(1));
        await measured.UntilAsync((name, value) => name == "integration.payments.duplicate_charges" && value == 0, "nothing");
        await watch.StopAsync(default);
    }

    private Task PaymentAsync(int hoursAgo) => _database.ExecuteAsync(
        "insert into payments.payments (correlation_id, current_state, gateway, accepted_at, settled_at, changed_at, customer_id, amount_minor, currency, payment_method, request_hash, attempt_id, attempt_number, step, epoch, " +
        "retries, unknowns, outages, throttled, reopened, checks, cancel_requested) " +
        $"values (gen_random_uuid(), 'Confirmed', 'stripe', {Ago(hoursAgo)}, {Ago(hoursAgo)}, {Ago(hoursAgo)}, 'customer', 1999, 'EUR', 'pm', '', gen_random_uuid(), 1, 'create', 1, 0, 0, 0, 0, false, 0, false)");

    /// <summary>A comparison as it is kept; its window's moments are in SQL.</summary>
    private Task ComparisonAsync(string by, int startedHoursAgo, string? failure, string from, string until, string refundsFrom = "null", bool finished = true) => _database.ExecuteAsync(
        "insert into payments.reconciliation_runs (run_id, asked_by, why, from_at, until_at, refunds_from, parts, parts_done, failure, started_at, finished_at) " +
        $"values (gen_random_uuid(), '{by}', 'why', {from}, {until}, {refundsFrom}, 1, 1, {(failure is null ? "null" : $"'{failure}'")}, {Ago(startedHoursAgo)}, {(finished ? Ago(startedHoursAgo) : "null")})");

    /// <summary>Waits for a count that was made after what was written until now.</summary>
    private async Task CountAsync(Measured measured, int refundsToReview)
    {
        await _database.ExecuteAsync(
            "insert into payments.refunds (correlation_id, current_state, payment_id, request_hash, amount_minor, attempt_number, epoch, retries, checks, settlements, accepted_at, changed_at) " +
            "values (gen_random_uuid(), 'NeedsReview', gen_random_uuid(), '', 1, 1, 1, 0, 0, 0, now(), now())");
        _time.Advance(TimeSpan.FromMinutes(1));
        await measured.UntilAsync((name, value) => name == "integration.refunds.needs_review" && value == refundsToReview, "a count after these");
    }

    private async Task MissingIsAsync(Measured measured, int value, string when)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        await measured.UntilAsync((name, measuredValue) => name == "integration.reconciliation.missing" && measuredValue == value, $"{value} ({when})");
    }

    /// <summary>A moment by the test's clock, in SQL.</summary>
    private string Ago(int hours) => $"timestamptz '{_time.GetUtcNow().AddHours(-hours):O}'";

    private PaymentWatch Watch(ServiceProvider services) => new(
        services.GetRequiredService<IServiceScopeFactory>(), _database.Source, Bus.Factory.CreateUsingInMemory(_ => { }), Options.Create(new WatchOptions()), Options.Create(new RetryOptions()),
        Options.Create(new ReconciliationOptions()), _time, NullLogger<PaymentWatch>.Instance);
}
