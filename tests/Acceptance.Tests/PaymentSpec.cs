namespace Integration.Acceptance;

[CollectionDefinition("payments")]
public sealed class PaymentCollection : ICollectionFixture<World>;

/// <summary>A test about single payments in a world where only what the test asks for goes wrong.</summary>
[Collection("payments")]
public abstract class PaymentSpec(World world)
{
    protected World World { get; } = world;

    /// <summary>The invariants of one payment at its end: the gateway's books say the same as ours, and the money moved at most once.</summary>
    protected async Task BooksAgreeAsync(Guid payment, long captured)
    {
        var (captures, received, held) = await World.LedgerAsync(payment);
        captures.ShouldBe(captured > 0 ? 1 : 0);
        received.ShouldBe(captured);
        held.ShouldBe(0);
        (await World.Database.CountAsync($"payments.attempts where payment_id = '{payment}' and captured_minor = {captured} and captured_minor > 0")).ShouldBe(captured > 0 ? 1 : 0);
        (await World.Database.CountAsync($"ops.duplicate_charges where payment_id = '{payment}'")).ShouldBe(0);
        (await World.Database.CountAsync($"messaging.outbox where correlation_id = '{payment}' and is_timer and timer_token is not null and message_type like '%PaymentDue%'")).ShouldBe(0);
    }
}
