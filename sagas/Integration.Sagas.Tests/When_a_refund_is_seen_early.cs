using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;

namespace Integration.Sagas.Tests;

/// <summary>A gateway shows a refund while the payment has no money yet.</summary>
[Trait("Rule", "U6")]
public sealed class When_a_refund_is_seen_early
{
    [Fact]
    public async Task Should_look_again_later_where_it_is_of_the_active_attempt()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerInVainAsync(Seen);
        run.HasSent<ForeignRefundSeen>().ShouldBeTrue();
    }

    /// <summary>It can never be the payment's own: it would come back until the payment has its end, for hours.</summary>
    [Fact]
    public async Task Should_leave_alone_what_another_attempt_gives_back()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerInVainAsync(attempt => Seen(attempt with { AttemptId = Guid.NewGuid() }));
        run.HasSent<ForeignRefundSeen>().ShouldBeFalse();
    }

    private static ForeignRefundSeen Seen(AttemptRef attempt) => new() { Attempt = attempt, RefundReference = "re_1", Standing = RefundStanding.Succeeded, AmountMinor = 500, Currency = "EUR" };
}
