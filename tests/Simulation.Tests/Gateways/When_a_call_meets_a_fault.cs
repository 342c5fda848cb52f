using Integration.GatewaySandbox.Faults;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Integration.Simulation.Gateways;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>Each fault is read by the product as it is over sockets, and the ledger moves or does not.</summary>
public sealed class When_a_call_meets_a_fault
{
    public static TheoryData<string, CallFailureKind, bool> Faults => new()
    {
        { nameof(CallFault.Slow), CallFailureKind.OutcomeUnknown, false },
        { nameof(CallFault.ExecutedThenTimeout), CallFailureKind.OutcomeUnknown, true },
        { nameof(CallFault.ExecutedThen500), CallFailureKind.OutcomeUnknown, true },
        { nameof(CallFault.NotExecuted503), CallFailureKind.OutcomeUnknown, false },
        { nameof(CallFault.NotExecuted500), CallFailureKind.OutcomeUnknown, false },
        { nameof(CallFault.RateLimited), CallFailureKind.RateLimited, false },
        { nameof(CallFault.ConnectionResetBefore), CallFailureKind.OutcomeUnknown, false },
        { nameof(CallFault.ConnectionResetAfter), CallFailureKind.OutcomeUnknown, true },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Should_be_read_as_over_sockets(string fault, CallFailureKind kind, bool executed)
    {
        foreach (var stripe in new[] { true, false })
        {
            using var world = new World { Impatient = true };
            var (gateway, reference) = await ReadyAsync(world, stripe);
            world.Plan(stripe ? "capture" : "paypal.capture", Enum.Parse<CallFault>(fault));
            (await world.CaptureAsync(gateway, reference, stripe ? null : "vault_ok")).Failure.ShouldBe(kind, gateway.Name);
            Books(world, stripe).ShouldBe(executed ? (1, 1999) : (0, 0), gateway.Name);
        }
    }

    /// <summary>At Stripe a lock's time-out is a 429; PayPal answers with 409.</summary>
    [Fact]
    public async Task Should_tell_a_locked_object_in_the_way_of_the_gateway()
    {
        foreach (var (stripe, kind) in new[] { (true, CallFailureKind.RateLimited), (false, CallFailureKind.OutcomeUnknown) })
        {
            using var world = new World();
            var (gateway, reference) = await ReadyAsync(world, stripe);
            world.Plan(stripe ? "capture" : "paypal.capture", CallFault.LockTimeout);
            (await world.CaptureAsync(gateway, reference, stripe ? null : "vault_ok")).Failure.ShouldBe(kind);
            Books(world, stripe).ShouldBe((0, 0));
        }
    }

    [Theory]
    [InlineData(nameof(NotSent.CircuitOpen), CallFailureKind.Transient)]
    [InlineData(nameof(NotSent.OwnRate), CallFailureKind.RateLimited)]
    [InlineData(nameof(NotSent.NoConnection), CallFailureKind.Transient)]
    [InlineData(nameof(NotSent.NoToken), CallFailureKind.Transient)]
    [InlineData(nameof(NotSent.Misconfigured), CallFailureKind.Misconfigured)]
    public async Task Should_know_that_what_was_not_sent_was_not_executed(string reason, CallFailureKind kind)
    {
        var unsent = Enum.Parse<NotSent>(reason);
        foreach (var stripe in unsent is NotSent.NoToken or NotSent.Misconfigured ? new[] { false } : [true, false])
        {
            using var world = new World();
            var (gateway, reference) = await ReadyAsync(world, stripe);
            world.Plan(stripe ? "capture" : "paypal.capture", CallPlan.Refused(unsent));
            (await world.CaptureAsync(gateway, reference, stripe ? null : "vault_ok")).Failure.ShouldBe(kind, gateway.Name);
            Books(world, stripe).ShouldBe((0, 0));
        }
    }

    /// <summary>A key remembers what was answered to it, and forgets it in its time: 24 hours at Stripe, 6 at PayPal.</summary>
    [Fact]
    public async Task Should_keep_a_500_under_its_key_until_the_key_ends()
    {
        using var world = new World();
        var reference = (await world.CreateAsync(world.Gateways.Stripe, "pm_card_visa")).Found!.Reference;
        world.Plan("confirm", CallFault.NotExecuted500);
        (await world.AuthorizeAsync(reference)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        (await world.AuthorizeAsync(reference)).HttpStatus.ShouldBe(500);
        world.Effects[^1].Effect.Replayed.ShouldBeTrue();
        world.Clock.Advance(TimeSpan.FromHours(25));
        (await world.AuthorizeAsync(reference)).Found!.Status.ShouldBe(GatewayStatus.Authorized);
    }

    private static async Task<(IPaymentGateway Gateway, string Reference)> ReadyAsync(World world, bool stripe)
    {
        IPaymentGateway gateway = stripe ? world.Gateways.Stripe : world.Gateways.PayPal;
        var reference = (await world.CreateAsync(gateway, "pm_card_visa")).Found!.Reference;
        if (stripe)
        {
            (await world.AuthorizeAsync(reference)).Found!.Status.ShouldBe(GatewayStatus.Authorized);
        }

        return (gateway, reference);
    }

    private static (int Captures, long Minor) Books(World world, bool stripe) => Disturbances.Books(stripe ? world.Stripe : world.PayPal);
}
