namespace Integration.Persistence.Tests;

public abstract class OrderSpec : IAsyncLifetime
{
    protected TestDatabase Database { get; } = new();

    protected Guid Order { get; } = Guid.NewGuid();

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await Database.ExecuteAsync(OrderState.Table);
    }

    public Task DisposeAsync() => Database.DisposeAsync();

    protected Task StateIsAsync(string state) =>
        Database.UntilAsync($"orders where correlation_id = '{Order}' and current_state = '{state}'", n => n == 1);

    protected Task NothingInFlightAsync() => Database.UntilAsync("messaging.outbox where not is_timer", n => n == 0);
}
