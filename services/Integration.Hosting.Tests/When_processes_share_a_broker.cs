using Integration.Persistence;
using Integration.Persistence.Tests;
using MassTransit;

namespace Integration.Hosting.Tests;

public sealed class When_processes_share_a_broker : BrokerSpec
{
    [Fact]
    public async Task Should_lose_no_update_of_one_saga()
    {
        await using var one = await StartAsync(OrderBus.Configure);
        await using var two = await StartAsync(OrderBus.Configure);
        var order = Guid.NewGuid();
        await one.PublishAsync(new PlaceOrder(order, "B-1"));
        await Database.UntilAsync("orders where current_state = 'Placed'", n => n == 1);
        await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(_ => new[] { one, two }).Select(host => host.PublishAsync(new TouchOrder(order))));

        await Database.UntilAsync("orders where changes = 101", n => n == 1);
        await NothingInFlightAsync();
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_make_one_saga_of_first_events_that_arrive_in_both()
    {
        await using var one = await StartAsync(OrderBus.Configure);
        await using var two = await StartAsync(OrderBus.Configure);
        var order = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => new[] { one, two }).Select(host => host.PublishAsync(new PlaceOrder(order, "B-2"))));

        await Database.UntilAsync("messaging.inbox", n => n == 41);     // forty first events, and the one follow-up
        await NothingInFlightAsync();
        (await Database.CountAsync("orders where changes = 1")).ShouldBe(1);
        (await Database.CountAsync("counted")).ShouldBe(1);
        (await Database.CountAsync("messaging.outbox where is_timer")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }
}

internal static class OrderBus
{
    public static void Configure(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<OrderCounter>();
        bus.AddSagaStateMachine<OrderStateMachine, OrderState>().PostgresRepository("orders", map => map
            .Journal(order => order.CurrentState, order => order.Reason)
            .LookUp<ShipOrder>("reference", message => message.Reference));
    }
}
