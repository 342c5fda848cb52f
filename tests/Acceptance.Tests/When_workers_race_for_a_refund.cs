using Integration.Persistence.Database;
using Integration.PaymentWorker.Refunds;
using Integration.Sagas.Refunds;

namespace Integration.Acceptance;

/// <summary>The claim on a real PostgreSQL: one call at a time, and never a second one that could be executed beside a first (SAFETY R5, U6).</summary>
[Trait("Rule", "R5")]
public sealed class When_workers_race_for_a_refund(World world) : PaymentSpec(world)
{
    private readonly Guid _refund = Guid.NewGuid();

    [Fact]
    public async Task Should_let_one_call_and_the_next_one_look_first()
    {
        // Its state is one that nothing wakes: the race is between the claims alone.
        await World.Database.ExecuteAsync(
            "insert into payments.refunds (correlation_id, current_state, payment_id, request_hash, amount_minor, attempt_number, epoch, retries, checks, settlements, accepted_at, changed_at, settled_at) " +
            $"values ('{_refund}', 'Sending', '{Guid.NewGuid()}', '', 500, 1, 1, 0, 0, 0, now(), now(), now())");
        var time = new Later();
        var store = new RefundStore(new PostgresDatabase(World.Database.Source), time);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ClaimAsync(Request(epoch: 1), CancellationToken.None)));
        outcomes.OfType<RefundClaimOutcome.Granted>().ShouldHaveSingleItem().Way.ShouldBe(RefundWay.Send);
        outcomes.OfType<RefundClaimOutcome.Running>().Count().ShouldBe(7);

        // The worker is never heard of again.
        time.By = TimeSpan.FromSeconds(31);
        (await store.ClaimAsync(Request(epoch: 1), CancellationToken.None)).ShouldBeOfType<RefundClaimOutcome.Granted>().Way.ShouldBe(RefundWay.FindThenSend);
        (await store.ClaimAsync(Request(epoch: 2), CancellationToken.None)).ShouldBeOfType<RefundClaimOutcome.Stale>();
        time.By = TimeSpan.FromHours(24);
        (await store.ClaimAsync(Request(epoch: 1), CancellationToken.None)).ShouldBeOfType<RefundClaimOutcome.Granted>().Way.ShouldBe(RefundWay.Find);
    }

    private RefundClaimRequest Request(int epoch) => new()
    {
        Command = new RefundAttempt
        {
            RefundId = _refund, CaptureReference = "ch_1", AmountMinor = 500, Currency = "EUR", Epoch = epoch,
            Attempt = new() { PaymentId = Guid.Empty, AttemptId = Guid.Empty, Number = 1, Gateway = "stripe", Epoch = epoch, Reference = "pi_1" },
        },
        Key = $"refund:{_refund:N}", RequestHash = "hash", Lease = TimeSpan.FromSeconds(30), KeyLifetime = TimeSpan.FromHours(23),
    };

    private sealed class Later : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
