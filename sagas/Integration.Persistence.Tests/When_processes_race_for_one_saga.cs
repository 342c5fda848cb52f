namespace Integration.Persistence.Tests;

public sealed class When_processes_race_for_one_saga : OrderSpec
{
    [Fact]
    public async Task Should_lose_no_update()
    {
        await using var one = await OrderHost.StartAsync(Database);
        await using var two = await OrderHost.StartAsync(Database);
        await one.PublishAsync(new PlaceOrder(Order, "R-1"));
        await StateIsAsync("Placed");
        await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(_ => new[] { one, two }).Select(host => host.PublishAsync(new TouchOrder(Order))));

        await NothingInFlightAsync();
        await Database.UntilAsync($"orders where correlation_id = '{Order}' and changes = 101", n => n == 1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_let_one_of_two_exclusive_events_win()
    {
        await using var one = await OrderHost.StartAsync(Database);
        await using var two = await OrderHost.StartAsync(Database);
        var orders = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(orders.Select(order => one.PublishAsync(new PlaceOrder(order, order.ToString()))));
        await Database.UntilAsync("orders where current_state = 'Placed'", n => n == 20);
        await Task.WhenAll(orders.SelectMany(order => new[] { one.PublishAsync(new CloseOrder(order)), two.PublishAsync(new ShipOrder(order.ToString())) }));

        await NothingInFlightAsync();
        await Database.UntilAsync("orders where current_state in ('Closed', 'Shipped') and changes = 2", n => n == 20);
        (await Database.CountAsync("messaging.journal where from_state = 'Placed'")).ShouldBe(20);
        (await Database.CountAsync("messaging.outbox")).ShouldBe(0, "every order's timer was canceled by the event that won");
    }
}
