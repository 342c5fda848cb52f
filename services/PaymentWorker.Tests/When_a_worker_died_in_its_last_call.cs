using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Persistence;
using Integration.PaymentWorker.Reconciliation;
using Integration.Persistence.Migrations;
using Integration.Persistence.Tests;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Integration.PaymentWorker.Tests;

/// <summary>Only the answer of a call ends its lease: where the worker died, it stays in the row, and must not keep the attempt out of the books for ever.</summary>
[Trait("Rule", "invariant 9")]
public sealed class When_a_worker_died_in_its_last_call : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly CompareBooks Part = new() { RunId = Guid.NewGuid(), Gateway = "stripe", From = Now.AddDays(-1), Until = Now };
    private readonly TestDatabase _database = new();
    private readonly Guid _attempt = Guid.NewGuid();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SchemaMigrator.MigrateAsync<PaymentsContext>(_database.Source, PaymentsContext.Schema, options => new(options), CancellationToken.None);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_tell_a_line_that_differs_once_the_call_is_over_for_long_enough()
    {
        await AttemptAsync(leaseEnded: TimeSpan.FromMinutes(11));
        (await CompareAsync(Line(captured: 0))).Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DifferenceKind.NotTaken), d => d.OursMinor.ShouldBe(1999));
        (await CompareAsync(Line(captured: 1999))).Agreed.ShouldBe(["pi_1"]);
        (await CompareAsync()).Differences.ShouldHaveSingleItem().Kind.ShouldBe(DifferenceKind.NotListed);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(-1)]
    public async Task Should_leave_alone_what_may_have_been_under_way_a_moment_ago(int minutes)
    {
        await AttemptAsync(leaseEnded: TimeSpan.FromMinutes(minutes));
        (await CompareAsync(Line(captured: 0))).ShouldSatisfyAllConditions(c => c.Differences.ShouldBeEmpty(), c => c.Agreed.ShouldBeEmpty());
    }

    [Theory]
    [InlineData(11, 1)]
    [InlineData(9, 0)]
    public async Task Should_miss_its_refund_where_the_gateway_lists_none(int minutes, int missing)
    {
        await AttemptAsync(leaseEnded: TimeSpan.FromMinutes(11));
        await _database.ExecuteAsync(
            $"""
            insert into payments.refunds (correlation_id, current_state, payment_id, request_hash, amount_minor, attempt_number, epoch, retries, checks, settlements, accepted_at, changed_at)
                values ('{_attempt}', 'Succeeded', '{_attempt}', '', 500, 1, 1, 0, 0, 0, now(), now());
            insert into payments.refund_claims (refund_id, payment_id, attempt_id, gateway, key, request_hash, amount_minor, currency, answered_epoch, first_claimed_at, changed_at, reference, lease_until)
                values ('{_attempt}', '{_attempt}', '{_attempt}', 'stripe', 'k', '', 500, 'EUR', 1, '{Now.AddHours(-2):O}', '{Now.AddHours(-1):O}', 're_1', '{Now.AddMinutes(-minutes):O}');
            """);
        (await CompareAsync(Line(captured: 1999))).Differences.Count(d => d is { Kind: DifferenceKind.RefundNotListed, Reference: "re_1" }).ShouldBe(missing);
    }

    private async Task<Comparison> CompareAsync(params GatewayMovement[] lines)
    {
        var store = new ReconciliationStore(_database.Source, Options.Create(new ReconciliationOptions()), new FakeTimeProvider(Now));
        return Books.Compare(
            lines, await store.OursAsync(Part, lines, CancellationToken.None), await store.RefundsAsync(Part, lines, CancellationToken.None), await store.UnlistedRefundsAsync(Part, lines, CancellationToken.None));
    }

    private Task AttemptAsync(TimeSpan leaseEnded) => _database.ExecuteAsync(
        "insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, reference, captured_minor, active, answered_epoch, created_at, changed_at, lease_call, lease_step, lease_since, lease_until) " +
        $"values ('{_attempt}', '{_attempt}', 1, 'stripe', 1999, 'EUR', 'pi_1', 1999, true, 0, '{Now.AddHours(-2):O}', '{Now.AddHours(-1):O}', gen_random_uuid(), 'capture', '{Now.AddHours(-1):O}', '{Now - leaseEnded:O}')");

    private GatewayMovement Line(long captured) => new()
    {
        Kind = MovementKind.Payment, Reference = "pi_1", AmountMinor = 1999, CapturedMinor = captured, Currency = "EUR", Word = "a word", AttemptId = _attempt.ToString(), At = Now.AddHours(-2),
    };
}
