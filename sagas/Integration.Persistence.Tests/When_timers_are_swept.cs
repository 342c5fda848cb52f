namespace Integration.Persistence.Tests;

public sealed class When_timers_are_swept : OrderSpec
{
    [Fact]
    public async Task Should_fire_each_once_although_two_processes_sweep()
    {
        await using var one = await OrderHost.StartAsync(Database, TimeSpan.FromMilliseconds(500));
        await using var two = await OrderHost.StartAsync(Database, TimeSpan.FromMilliseconds(500));
        await Task.WhenAll(Enumerable.Range(0, 100).SelectMany(_ => new[] { one, two })
            .Select(host => Guid.NewGuid() is var order ? host.PublishAsync(new PlaceOrder(order, order.ToString())) : null!));

        await Database.UntilAsync("orders where current_state = 'Late' and changes = 2", n => n == 200);
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        (await Database.CountAsync("messaging.journal where to_state = 'Late'")).ShouldBe(200);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_not_fire_a_timer_that_was_canceled()
    {
        await using (var host = await OrderHost.StartAsync(Database))
        {
            await host.PublishAsync(new PlaceOrder(Order, "T-1"));
            await StateIsAsync("Placed");
            await NothingInFlightAsync();
            await Database.ExecuteAsync("create table fired as select * from messaging.outbox");
            await host.PublishAsync(new CloseOrder(Order));
            await StateIsAsync("Closed");
            (await Database.CountAsync("messaging.outbox where is_timer")).ShouldBe(0);
        }

        // The same timer, had it been on its way when it was canceled: it arrives, and changes nothing.
        await Database.ExecuteAsync("update fired set due_at = now(), available_at = now(); insert into messaging.outbox select * from fired");
        await using var next = await OrderHost.StartAsync(Database);
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        (await Database.CountAsync($"orders where correlation_id = '{Order}' and current_state = 'Closed' and changes = 2")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_work_off_ten_thousand_that_are_due_at_once()
    {
        await using (var host = await OrderHost.StartAsync(Database))
        {
            await host.PublishAsync(new PlaceOrder(Order, "T-2"));
            await StateIsAsync("Placed");
            await NothingInFlightAsync();
        }

        await MultiplyAsync(10_000);
        await using var next = await OrderHost.StartAsync(Database);
        await Database.UntilAsync("orders where current_state = 'Late' and changes = 2", n => n == 10_000, seconds: 180);
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        (await Database.CountAsync("messaging.journal where to_state = 'Late'")).ShouldBe(10_000);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    /// <summary>Makes the one order and its timer many, all due now, each with ids of its own in columns, headers and body.</summary>
    private Task MultiplyAsync(int orders) => Database.ExecuteAsync(
        $"""
        create temp table one as select o.*, s.overdue_token from messaging.outbox o cross join orders s;
        truncate orders, messaging.outbox;
        create temp table many as select i, md5('order' || i)::uuid as saga, md5('token' || i)::uuid as token, md5('message' || i)::uuid as message
            from generate_series(1, {orders}) i;
        insert into orders (correlation_id, current_state, reference, overdue_token, changes) select saga, 'Placed', 'T-' || i, token, 1 from many;
        insert into messaging.outbox (id, message_id, correlation_id, source_address, destination_address, sent_at, content_type, message_type, headers,
                properties, body, due_at, timer_token, is_timer, attempts, available_at, owner)
            select gen_random_uuid(), m.message, m.saga, o.source_address, o.destination_address, now(), o.content_type, o.message_type,
                replace(o.headers, o.overdue_token::text, m.token::text), o.properties,
                replace(replace(replace(o.body, o.overdue_token::text, m.token::text), '{Order}', m.saga::text), o.message_id::text, m.message::text),
                now(), m.token, true, 0, now(), o.owner
            from one o cross join many m
        """);
}
