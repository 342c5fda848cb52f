using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests;

[Trait("Rule", "R2")]
[Trait("Rule", "R3")]
[Trait("Rule", "F1")]
[Trait("Rule", "F2")]
[Trait("Rule", "F3")]
[Trait("Rule", "F5")]
[Trait("Rule", "U2")]
[Trait("Rule", "U5")]
public sealed class When_a_claim_is_asked_for
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly Guid Payment = Guid.NewGuid();
    private static readonly Guid Attempt = AttemptIdentity.Of(Payment, "stripe", 1);

    [Fact]
    public void Should_grant_the_newest_command_of_the_active_attempt() => Ask(AttemptStep.Authorize, Facts()).ShouldBeNull();

    [Fact]
    public void Should_grant_the_create_of_an_attempt_that_has_no_row() => Ask(AttemptStep.Create, Facts() with { Attempt = null }).ShouldBeNull();

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    public void Should_refuse_a_command_that_is_not_the_newest(int payments, int commands) =>
        Ask(AttemptStep.Capture, Facts() with { Epoch = payments }, commands).ShouldBeOfType<ClaimOutcome.Stale>();

    [Fact]
    public void Should_refuse_an_attempt_that_is_not_the_active_one() =>
        Ask(AttemptStep.Capture, Facts() with { ActiveAttempt = Guid.NewGuid() }).ShouldBeOfType<ClaimOutcome.Stale>();

    [Fact]
    public void Should_wait_for_a_call_that_may_still_run_whatever_its_step()
    {
        var facts = Facts() with { Attempt = Row() with { LeaseStep = AttemptStep.Authorize, LeaseUntil = Now.AddSeconds(7) } };
        foreach (var step in new[] { AttemptStep.Create, AttemptStep.Authorize, AttemptStep.Capture, AttemptStep.Cancel })
        {
            Ask(step, facts).ShouldBe(new ClaimOutcome.Running(Now.AddSeconds(7)));
        }
    }

    [Fact]
    public void Should_take_over_when_the_lease_is_over() =>
        Ask(AttemptStep.Authorize, Facts() with { Attempt = Row() with { LeaseStep = AttemptStep.Authorize, LeaseUntil = Now } }).ShouldBeNull();

    [Fact]
    public void Should_refuse_a_command_that_was_answered() =>
        Ask(AttemptStep.Authorize, Facts() with { Attempt = Row() with { AnsweredEpoch = 4 } }).ShouldBeOfType<ClaimOutcome.Stale>();

    [Fact]
    public void Should_refuse_the_same_key_for_another_request() =>
        Ask(AttemptStep.Authorize, Facts() with { FirstHash = "other", FirstClaimedAt = Now }).ShouldBeOfType<ClaimOutcome.Refused>().Kind.ShouldBe(CallFailureKind.Rejected);

    [Fact]
    public void Should_never_repeat_a_key_the_gateway_may_have_forgotten()
    {
        var young = Facts() with { FirstHash = "hash", FirstClaimedAt = Now.AddHours(-23) };
        Ask(AttemptStep.Authorize, young).ShouldBeNull();
        var old = young with { FirstClaimedAt = Now.AddHours(-23).AddSeconds(-1) };
        Ask(AttemptStep.Authorize, old).ShouldBeOfType<ClaimOutcome.Refused>().Kind.ShouldBe(CallFailureKind.OutcomeUnknown);
        Ask(AttemptStep.Create, old).ShouldBe(new ClaimOutcome.Refused(CallFailureKind.OutcomeUnknown, "the gateway may have forgotten the key", KeyIsOld: true), "it may have been created: no refusal of the gateway's");
    }

    /// <summary>Other news of the close can come first: what a look saw before goes with it (SAFETY F4).</summary>
    [Fact]
    public void Should_tell_a_cancel_of_a_closed_attempt_how_it_was_declined() =>
        Ask(AttemptStep.Cancel, Facts() with { Attempt = Row() with { Closed = true, Proof = "stripe says canceled", DeclineCode = "stolen_card" } })
            .ShouldBe(new ClaimOutcome.Closed("stripe says canceled", "stolen_card"));

    [Fact]
    public void Should_refuse_every_charge_of_a_closed_attempt_and_repeat_the_proof_to_a_cancel()
    {
        var closed = Facts() with { Attempt = Row() with { Closed = true, Proof = "stripe says canceled" } };
        Ask(AttemptStep.Authorize, closed).ShouldBeOfType<ClaimOutcome.Stale>();
        Ask(AttemptStep.Capture, closed).ShouldBeOfType<ClaimOutcome.Stale>();
        Ask(AttemptStep.Cancel, closed).ShouldBe(new ClaimOutcome.Closed("stripe says canceled"));
    }

    [Fact]
    public void Should_close_without_asking_only_when_nothing_could_be_confirmed()
    {
        Ask(AttemptStep.Cancel, Facts() with { Attempt = null }).ShouldBeOfType<ClaimOutcome.Closed>();
        Ask(AttemptStep.Cancel, Facts() with { Attempt = Row() with { Reference = null } }).ShouldBeOfType<ClaimOutcome.Closed>();
        Ask(AttemptStep.Cancel, Facts() with { ConfirmClaimed = true }).ShouldBeNull();
    }

    [Fact]
    public void Should_ask_the_gateway_to_cancel_even_what_it_captured_so_that_its_refusal_is_heard()
    {
        var captured = Facts() with { ConfirmClaimed = true, Attempt = Row() with { State = GatewayStatus.Captured } };
        Ask(AttemptStep.Cancel, captured).ShouldBeNull();
        Ask(AttemptStep.Capture, captured).ShouldBeOfType<ClaimOutcome.Stale>();
    }

    /// <summary>SAFETY F1, F3, F5: asked again under the payment's lock, whatever the saga believed when it sent the command.</summary>
    [Theory]
    [InlineData(AttemptStep.Create)]
    [InlineData(AttemptStep.Authorize)]
    [InlineData(AttemptStep.Capture)]
    public void Should_refuse_a_later_attempt_while_an_earlier_one_could_still_take_money(string step)
    {
        var third = Facts() with { EarlierClosed = 1 };
        Ask(step, third, number: 3).ShouldBeOfType<ClaimOutcome.Refused>().Reason.ShouldBe("only 1 of 2 earlier attempts are proven closed without money");
        Ask(step, third with { EarlierClosed = 2 }, number: 3).ShouldBeNull();
    }

    [Fact]
    public void Should_let_a_later_attempt_be_closed_whatever_the_earlier_ones_did() =>
        Ask(AttemptStep.Cancel, Facts() with { ConfirmClaimed = true }, number: 3).ShouldBeNull();

    private static ClaimOutcome? Ask(string step, ClaimFacts facts, int epoch = 4, int number = 1) => ClaimRules.Refuse(
        new ClaimRequest
        {
            Attempt = new() { PaymentId = Payment, AttemptId = Attempt, Number = number, Gateway = "stripe", Epoch = epoch },
            Step = step, Key = "key", RequestHash = "hash", Lease = TimeSpan.FromSeconds(30), KeyLifetime = TimeSpan.FromHours(23),
        },
        facts, Now);

    private static ClaimFacts Facts() => new() { ActiveAttempt = Attempt, Epoch = 4, Attempt = Row() };

    private static AttemptRecord Row() => new()
    {
        AttemptId = Attempt, PaymentId = Payment, Number = 1, Gateway = "stripe", AmountMinor = 100, Currency = "EUR", Reference = "pi_1",
        State = GatewayStatus.Open, Active = true, Closed = false, AnsweredEpoch = 3,
    };
}
