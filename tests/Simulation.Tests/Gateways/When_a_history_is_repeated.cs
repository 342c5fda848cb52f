using System.Text;
using Integration.PaymentWorker.Gateways;
using Integration.Simulation.Gateways;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>Nothing but seed, calls and clock decides, and everything happens on the caller's thread.</summary>
public sealed class When_a_history_is_repeated
{
    [Fact]
    public async Task Should_give_the_same_ids_and_bodies_byte_for_byte_from_the_same_seed()
    {
        var first = await RunAsync(7);
        (await RunAsync(7)).ShouldBe(first);
        (await RunAsync(8)).ShouldNotBe(first);
        first.ShouldContain("evt_3");
        first.ShouldContain("WH-");
    }

    [Fact]
    public void Should_stay_on_the_callers_thread_and_be_over_when_the_call_returns()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var thread = Environment.CurrentManagedThreadId;
            using var world = new World();
            foreach (var gateway in new IPaymentGateway[] { world.Gateways.Stripe, world.Gateways.PayPal })
            {
                var captured = Done(world.CapturedAsync(gateway), thread);
                Done(world.LookUpAsync(gateway, captured.Found!.Reference), thread).Found!.Status.ShouldBe(GatewayStatus.Captured);
                var refund = world.Refund(captured);
                Done(World.RefundAsync(gateway, refund), thread).Found!.Status.ShouldBe(RefundStatus.Succeeded);
                Done(gateway.FindRefundAsync(refund, CancellationToken.None), thread).Found!.AmountMinor.ShouldBe(500);
                Done(ListAsync(gateway, world.Clock.GetUtcNow()), thread).ShouldBe(2);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    [Fact]
    public void Should_go_on_within_the_method_that_ends_the_callers_wait()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            using var world = new World();
            world.Plan("create", CallPlan.Held(CallProgress.OnTheWire));
            world.Plan("paypal.create", CallPlan.Held(CallProgress.OnTheWire));
            var threads = new List<int>();
            foreach (var gateway in new IPaymentGateway[] { world.Gateways.Stripe, world.Gateways.PayPal })
            {
                var call = NoteAsync(world.CreateAsync(gateway), threads);
                world.Held[^1].Execute();
                call.IsCompleted.ShouldBeFalse();
                world.Held[^1].Answer();
                call.IsCompletedSuccessfully.ShouldBeTrue();
            }

            threads.ShouldBe([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId]);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static async Task NoteAsync(Task<GatewayCall> call, List<int> threads)
    {
        (await call.ConfigureAwait(false)).Found!.Status.ShouldBe(GatewayStatus.Open);
        threads.Add(Environment.CurrentManagedThreadId);
    }

    private static async Task<int> ListAsync(IPaymentGateway gateway, DateTimeOffset now)
    {
        var count = 0;
        await foreach (var _ in gateway.ListAsync(now.AddHours(-1), now.AddHours(1), CancellationToken.None).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    private static T Done<T>(Task<T> call, int thread)
    {
        call.IsCompletedSuccessfully.ShouldBeTrue();
        Environment.CurrentManagedThreadId.ShouldBe(thread);
        return call.GetAwaiter().GetResult();
    }

    private static async Task<string> RunAsync(int seed)
    {
        using var world = new World(seed);
        var trace = new StringBuilder();
        foreach (var gateway in new IPaymentGateway[] { world.Gateways.Stripe, world.Gateways.PayPal })
        {
            var captured = await world.CapturedAsync(gateway);
            trace.AppendLine(captured.ToString()).AppendLine((await World.RefundAsync(gateway, world.Refund(captured))).ToString());
        }

        world.Calls.ForEach(c => trace.AppendLine(c.Request).AppendLine(c.Body));
        world.Events.ForEach(e => trace.AppendLine(e.Event.Body));
        return trace.ToString();
    }
}
