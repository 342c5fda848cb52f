using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Integration.Simulation.Gateways;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>The caller's side and the gateway's side of a call end apart.</summary>
public sealed class When_a_call_is_held
{
    [Fact]
    public async Task Should_move_the_ledger_after_its_caller_gave_up()
    {
        foreach (var stripe in new[] { true, false })
        {
            using var world = new World();
            var (gateway, reference) = await ReadyAsync(world, stripe);
            var (call, held) = HoldCapture(world, gateway, reference, CallProgress.OnTheWire);
            held.TimeOut();
            (await call).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
            Books(world, stripe).ShouldBe((0, 0));

            var before = world.Events.Count;
            held.Execute();
            Books(world, stripe).ShouldBe((1, 1999));
            held.Execute();
            Books(world, stripe).ShouldBe((1, 1999), "a repeat changes nothing");
            world.Events.Count.ShouldBe(before + 1);
            world.Events[^1].Cause.ShouldBe(held.Info);
            (await world.LookUpAsync(gateway, reference)).Found!.Status.ShouldBe(GatewayStatus.Captured);
        }
    }

    [Fact]
    public async Task Should_refuse_what_arrives_after_the_attempt_was_closed()
    {
        using var world = new World();
        var gateway = world.Gateways.Stripe;
        var (_, reference) = await ReadyAsync(world, stripe: true);
        var (call, held) = HoldCapture(world, gateway, reference, CallProgress.OnTheWire);
        (await gateway.CancelAsync(new() { Attempt = world.Attempt(gateway, reference) }, "cancel", CancellationToken.None)).Found!.Status.ShouldBe(GatewayStatus.Canceled);
        held.Execute();
        held.Answer();
        (await call).Failure.ShouldBe(CallFailureKind.OutcomeUnknown, "the refusal does not tell whether the charge was declined: a look does");
        (await world.LookUpAsync(gateway, reference)).Found!.Status.ShouldBe(GatewayStatus.Canceled);
        Books(world, stripe: true).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Should_use_its_key_while_it_is_executed_so_that_a_twin_is_turned_away()
    {
        foreach (var stripe in new[] { true, false })
        {
            using var world = new World();
            var (gateway, reference) = await ReadyAsync(world, stripe);
            var (call, held) = HoldCapture(world, gateway, reference, CallProgress.Begun);
            var twin = await world.CaptureAsync(gateway, reference, stripe ? null : "vault_ok");
            (twin.Failure, twin.HttpStatus).ShouldBe((CallFailureKind.OutcomeUnknown, 409));

            held.Lose();
            held.Reset();
            (await call).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
            Books(world, stripe).ShouldBe((0, 0));
            (await world.CaptureAsync(gateway, reference, stripe ? null : "vault_ok")).Found!.Status.ShouldBe(GatewayStatus.Captured, "the key is free again");
        }
    }

    [Fact]
    public async Task Should_answer_late_with_what_was_true_when_it_was_executed()
    {
        using var world = new World();
        var gateway = world.Gateways.Stripe;
        var (_, reference) = await ReadyAsync(world, stripe: true);
        world.Plan("retrieve", CallPlan.Held(CallProgress.Executed));
        var look = world.LookUpAsync(gateway, reference);
        await world.CaptureAsync(gateway, reference);
        world.Held[0].Answer();
        (await look).Found!.Status.ShouldBe(GatewayStatus.Authorized);
    }

    [Fact]
    public async Task Should_not_be_answered_before_it_was_executed_nor_twice()
    {
        using var world = new World();
        var (gateway, reference) = await ReadyAsync(world, stripe: false);
        var (call, held) = HoldCapture(world, gateway, reference, CallProgress.OnTheWire);
        Should.Throw<InvalidOperationException>(held.Answer);
        held.Execute();
        held.Answer();
        (await call).Found!.Status.ShouldBe(GatewayStatus.Captured);
        held.IsWaiting.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(held.TimeOut);
    }

    private static (Task<GatewayCall> Call, PendingCall Held) HoldCapture(World world, IPaymentGateway gateway, string reference, CallProgress at)
    {
        world.Plan(gateway.HoldsBeforeCapture ? "capture" : "paypal.capture", CallPlan.Held(at));
        var call = world.CaptureAsync(gateway, reference, gateway.HoldsBeforeCapture ? null : "vault_ok");
        call.IsCompleted.ShouldBeFalse();
        return (call, world.Held.ShouldHaveSingleItem());
    }

    private static async Task<(IPaymentGateway Gateway, string Reference)> ReadyAsync(World world, bool stripe)
    {
        IPaymentGateway gateway = stripe ? world.Gateways.Stripe : world.Gateways.PayPal;
        var reference = (await world.CreateAsync(gateway, "pm_card_visa")).Found!.Reference;
        if (stripe)
        {
            await world.AuthorizeAsync(reference);
        }

        return (gateway, reference);
    }

    private static (int Captures, long Minor) Books(World world, bool stripe) => Disturbances.Books(stripe ? world.Stripe : world.PayPal);
}
