namespace Integration.Persistence.Tests;

[Trait("Rule", "invariant 7")]
public sealed class When_a_message_is_handled : OrderSpec
{
    [Fact]
    public async Task Should_commit_saga_timer_message_and_journal_together()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "A-1"));

        await StateIsAsync("Placed");
        await Database.UntilAsync($"counted where order_id = '{Order}'", n => n == 1);
        (await Database.CountAsync("messaging.outbox where is_timer and timer_token is not null")).ShouldBe(1);
        (await Database.CountAsync($"messaging.journal where correlation_id = '{Order}' and from_state is null and to_state = 'Placed' and reason = 'an order was placed'")).ShouldBe(1);
        await NothingInFlightAsync();
    }

    [Fact]
    public async Task Should_find_the_saga_by_its_reference_and_cancel_the_timer()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "A-2"));
        await StateIsAsync("Placed");
        await host.PublishAsync(new ShipOrder("A-2"));

        await StateIsAsync("Shipped");
        (await Database.CountAsync("messaging.outbox where is_timer")).ShouldBe(0);
        (await Database.CountAsync($"messaging.journal where correlation_id = '{Order}' and from_state = 'Placed' and to_state = 'Shipped'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_do_nothing_for_a_duplicate()
    {
        await using var host = await OrderHost.StartAsync(Database);
        var messageId = Guid.NewGuid();
        await host.PublishAsync(new PlaceOrder(Order, "A-3"), messageId);
        await StateIsAsync("Placed");
        await host.PublishAsync(new PlaceOrder(Order, "A-3"), messageId);
        await host.PublishAsync(new PlaceOrder(Order, "A-3"), messageId);

        await NothingInFlightAsync();
        (await Database.CountAsync("counted")).ShouldBe(1);
        (await Database.CountAsync($"orders where changes = 1")).ShouldBe(1);
        (await Database.CountAsync($"messaging.inbox where message_id = '{messageId}'")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_make_one_saga_of_concurrent_first_events()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PublishAsync(new PlaceOrder(Order, "A-4"))));

        await Database.UntilAsync("messaging.inbox i where i.message_id not in (select message_id from messaging.dead_letters)", n => n >= 21);
        await NothingInFlightAsync();
        (await Database.CountAsync("orders where changes = 1")).ShouldBe(1);
        (await Database.CountAsync("counted")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_carry_a_body_of_a_megabyte()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await Database.ExecuteAsync("drop index orders_reference");
        await host.PublishAsync(new PlaceOrder(Order, new string('x', 1 << 20)));

        await Database.UntilAsync("orders where length(reference) = 1048576", n => n == 1);
    }
}
