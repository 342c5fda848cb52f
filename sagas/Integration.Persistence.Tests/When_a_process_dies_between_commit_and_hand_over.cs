namespace Integration.Persistence.Tests;

public sealed class When_a_process_dies_between_commit_and_hand_over : OrderSpec
{
    [Fact]
    public async Task Should_be_taken_up_by_the_next_process_at_once()
    {
        await using (var first = await OrderHost.StartAsync(Database))
        {
            await first.PublishAsync(new PlaceOrder(Order, "D-1"));
            await StateIsAsync("Placed");
            await NothingInFlightAsync();
        }

        // The row as the dead process left it: committed under its lease for an hour, never handed over.
        await Database.ExecuteAsync(
            "update messaging.outbox set is_timer = false, available_at = now() + interval '1 hour', due_at = now() where is_timer");
        await using var second = await OrderHost.StartAsync(Database);

        await StateIsAsync("Late");
        await Database.UntilAsync("messaging.outbox", n => n == 0);
    }
}
