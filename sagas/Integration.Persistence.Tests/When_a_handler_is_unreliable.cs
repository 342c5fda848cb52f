using MassTransit;

namespace Integration.Persistence.Tests;

public sealed class When_a_handler_is_unreliable : OrderSpec
{
    [Fact]
    public async Task Should_not_double_what_it_sends_when_it_is_tried_again()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "U-1"));
        await StateIsAsync("Placed");
        await host.PublishAsync(new StumbleOverOrder(Order));

        await Database.UntilAsync("orders where changes = 2 and reason = 'the third try succeeded'", n => n == 1);
        await NothingInFlightAsync();
        (await Database.CountAsync("counted")).ShouldBe(2, "one for the placing, one for the third try");
        (await Database.CountAsync("messaging.journal where reason = 'the third try succeeded'")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    /// <summary>A canceled call looks like a shutdown to the transport, which would forget the message.</summary>
    [Fact]
    public async Task Should_keep_a_message_whose_handler_was_canceled_from_inside()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "U-2"));
        await StateIsAsync("Placed");
        await host.PublishAsync(new GiveUpOnOrder(Order));

        await Database.UntilAsync("messaging.dead_letters where fault like 'The operation was canceled by the saga: %' and stack like '%ConsumerCanceledException%'", n => n == 1);
        await NothingInFlightAsync();
    }

    [Fact]
    public async Task Should_answer_a_request_and_leave_no_row()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "U-3"));
        await StateIsAsync("Placed");

        var answer = await host.Bus.CreateRequestClient<CountOrders>().GetResponse<OrdersCounted>(new CountOrders(NewId.NextGuid()));
        answer.Message.Count.ShouldBe(1);
        await NothingInFlightAsync();
    }
}
