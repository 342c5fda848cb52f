namespace Integration.Persistence.Tests;

/// <summary>kill -9 of the embedded kind at random moments: everything durable is in PostgreSQL.</summary>
public sealed class When_the_process_is_killed : OrderSpec
{
    private const int Kills = 4;
    private const int OrdersPerLife = 80;

    [Fact]
    public async Task Should_lose_nothing_that_was_accepted_and_do_nothing_twice()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var accepted = new List<Guid>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = ChildHost.Start(Database.ConnectionString, OrdersPerLife);
            accepted.AddRange(await child.AcceptedAsync(random.Next(1, OrdersPerLife)));
            accepted.AddRange(await child.KillAsync());
        }

        await using var last = await OrderHost.StartAsync(Database, TimeSpan.FromMilliseconds(300));
        await Database.UntilAsync("messaging.outbox", n => n == 0, seconds: 120);
        var done = $"orders where current_state = 'Late' and changes = 2 and correlation_id in ({string.Join(',', accepted.Select(o => $"'{o}'"))})";
        (await Database.CountAsync(done)).ShouldBe(accepted.Count, $"seed {seed}");
        var orders = await Database.CountAsync("orders");
        (await Database.CountAsync("orders where current_state = 'Late' and changes = 2")).ShouldBe(orders, $"seed {seed}");
        (await Database.CountAsync("counted")).ShouldBe(orders, $"seed {seed}");
        (await Database.CountAsync("(select distinct order_id from counted) d")).ShouldBe(orders, $"seed {seed}");
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0, $"seed {seed}");
    }
}
