using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>An immediate stop under load, on a server of this test's own. Consumers pause and resume.</summary>
public sealed class When_PostgreSQL_is_killed
{
    private const int Orders = 300;

    [Fact]
    public async Task Should_ride_it_out_and_lose_nothing()
    {
        await using var server = new LocalPostgres();
        await server.StartAsync();
        var database = new TestDatabase(server.Server);
        await database.InitializeAsync();
        await database.ExecuteAsync(OrderState.Table);
        await using (var host = await OrderHost.StartAsync(database, TimeSpan.FromMilliseconds(500), o => o.DeliveryLeaseSeconds = 1))
        {
            var placing = PlaceAsync(host);
            foreach (var milestone in new[] { 50, 150 })
            {
                await database.UntilAsync("orders", n => n >= milestone);
                await server.StopAsync();
                await server.StartAsync();
            }

            await placing;
            await database.UntilAsync("orders where current_state = 'Late' and changes = 2", n => n == Orders, seconds: 90);
            await database.UntilAsync("messaging.outbox", n => n == 0);
            (await database.CountAsync("counted")).ShouldBe(Orders);
            (await database.CountAsync("(select distinct order_id from counted) d")).ShouldBe(Orders);
            (await database.CountAsync("messaging.dead_letters")).ShouldBe(0);
            (await database.CountAsync("pg_stat_activity where datname = current_database() and state like 'idle in transaction%'")).ShouldBe(0);
        }

        await database.DisposeAsync();
    }

    /// <summary>A caller that repeats the same message under the same id until it is told that it was accepted.</summary>
    private static async Task PlaceAsync(OrderHost host)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var i = 0; i < Orders; i++)
        {
            var (order, message) = (Guid.NewGuid(), Guid.NewGuid());
            while (!await AcceptedAsync(() => host.PublishAsync(new PlaceOrder(order, $"K-{order}"), message)))
            {
                await pause.WaitForNextTickAsync();
            }

            await pause.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> AcceptedAsync(Func<Task> publish)
    {
        try
        {
            await publish();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
