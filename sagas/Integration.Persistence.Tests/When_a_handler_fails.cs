namespace Integration.Persistence.Tests;

public sealed class When_a_handler_fails : OrderSpec
{
    [Fact]
    public async Task Should_leave_no_trace_and_record_the_dead_letter_once()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "B-1"));
        await StateIsAsync("Placed");
        await host.PublishAsync(new BreakOrder(Order));

        await Database.UntilAsync("messaging.dead_letters where fault = 'this handler always fails' and body like '%' and stack is not null", n => n == 1);
        await NothingInFlightAsync();
        (await Database.CountAsync("orders where changes = 1 and current_state = 'Placed'")).ShouldBe(1);
        (await Database.CountAsync("counted")).ShouldBe(1);
        (await Database.CountAsync("messaging.journal")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_an_event_without_its_saga_loudly()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new ShipOrder("nobody's"));

        await Database.UntilAsync("messaging.dead_letters where endpoint = 'order-state'", n => n == 1);
        await NothingInFlightAsync();
    }

    [Fact]
    public async Task Should_send_nothing_that_was_not_committed()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishWithoutCommitAsync(new PlaceOrder(Order, "B-3"));
        await host.PublishAsync(new PlaceOrder(Guid.NewGuid(), "B-4"));

        await Database.UntilAsync("orders where reference = 'B-4'", n => n == 1);
        (await Database.CountAsync("orders")).ShouldBe(1);
        (await Database.CountAsync("messaging.outbox where not is_timer and message_type like '%PlaceOrder%'")).ShouldBe(0);
    }
}
