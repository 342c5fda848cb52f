namespace Integration.Persistence.Tests;

[Trait("Rule", "invariant 7")]
public sealed class When_a_timer_is_due : OrderSpec
{
    [Fact]
    public async Task Should_fire_once()
    {
        await using var host = await OrderHost.StartAsync(Database, TimeSpan.FromMilliseconds(300));
        await host.PublishAsync(new PlaceOrder(Order, "C-1"));

        await StateIsAsync("Late");
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        (await Database.CountAsync("orders where changes = 2")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_fire_in_the_next_process_when_this_one_is_gone()
    {
        await using (var first = await OrderHost.StartAsync(Database, TimeSpan.FromSeconds(2)))
        {
            await first.PublishAsync(new PlaceOrder(Order, "C-2"));
            await StateIsAsync("Placed");
        }

        await using var second = await OrderHost.StartAsync(Database);
        await StateIsAsync("Late");
    }
}
