namespace Integration.Persistence.Tests;

/// <summary>An outbox row that cannot be read or cannot be sent must stop nothing else, and must not be lost.</summary>
public sealed class When_a_row_is_poison : OrderSpec
{
    public static TheoryData<string, string, string> Damages() => new()
    {
        { "destination_address = 'not an address'", "not an address", "the outbox row cannot be read: %" },
        { "destination_address = null", "(no destination)", "could not be handed to the transport: %no destination%" },
        { "destination_address = 'loopback://localhost/nobody-lives-here'", "loopback://localhost/nobody-lives-here", "%No endpoint with an inbox named nobody-lives-here%" },
        { "destination_address = 'telegraph://far/away'", "telegraph://far/away", "could not be handed to the transport: %" },
        { "headers = '{broken'", "loopback://localhost/order-state", "could not be handed to the transport: %" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Should_be_set_aside_with_the_reason_after_a_bounded_number_of_tries(string damage, string endpoint, string fault)
    {
        await using var host = await OrderHost.StartAsync(Database, configure: o => (o.DeliveryLeaseSeconds, o.MaxDeliveryAttempts) = (1, 2));
        await host.PublishAsync(new PlaceOrder(Order, "P-1"));
        await StateIsAsync("Placed");
        await NothingInFlightAsync();
        await Database.ExecuteAsync($"update messaging.outbox set {damage}, due_at = now(), available_at = now()");
        var other = Guid.NewGuid();
        await host.PublishAsync(new PlaceOrder(other, "P-2"));

        await Database.UntilAsync(
            $"messaging.dead_letters where endpoint = '{endpoint}' and fault like '{fault}' and body like '%{Order}%' and stack is not null and message_type like '%OrderOverdue'",
            n => n == 1);
        await Database.UntilAsync($"orders where correlation_id = '{other}' and current_state = 'Placed'", n => n == 1);
        await Database.UntilAsync("messaging.outbox", n => n == 1);     // the other order's timer
        (await Database.CountAsync("ops.outbox_lag where pending = 0")).ShouldBe(1);
    }

    /// <summary>A topic that is not deployed yet, or a right that is missing, is no fault of the message: it waits, however long that takes.</summary>
    [Fact]
    public async Task Should_wait_for_ever_when_the_broker_is_at_fault()
    {
        await using var host = await OrderHost.StartAsync(Database, configure: o =>
        {
            (o.DeliveryLeaseSeconds, o.MaxDeliveryAttempts) = (1, 1);
            o.IsBrokersFault = failure => failure.Message.Contains("nobody-lives-here", StringComparison.Ordinal);
        });
        await host.PublishAsync(new PlaceOrder(Order, "P-1"));
        await StateIsAsync("Placed");
        await NothingInFlightAsync();
        await Database.ExecuteAsync("update messaging.outbox set destination_address = 'loopback://localhost/nobody-lives-here', due_at = now(), available_at = now()");
        for (var tries = 0; tries < 3; tries++)
        {
            await Database.ExecuteAsync("update messaging.outbox set last_error = null");
            await Database.UntilAsync("messaging.outbox where last_error like '%nobody-lives-here%' and attempts = 0", n => n == 1);
        }

        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }
}
