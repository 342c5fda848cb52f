namespace Integration.Persistence.Tests;

public sealed class When_old_rows_are_pruned : OrderSpec
{
    private const string Entry =
        "insert into messaging.journal (occurred_at, saga, correlation_id, to_state, event) select {0}, 'OrderState', gen_random_uuid(), 'Placed', 'PlaceOrder'";

    [Fact]
    public async Task Should_forget_what_is_past_its_retention_and_keep_the_rest()
    {
        await Database.ExecuteAsync(
            """
            insert into messaging.inbox select gen_random_uuid(), gen_random_uuid(), now() - interval '8 days' from generate_series(1, 5);
            insert into messaging.inbox select gen_random_uuid(), gen_random_uuid(), now() - interval '6 days' from generate_series(1, 3);
            insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at)
                select gen_random_uuid(), 'e', gen_random_uuid(), '', 'f', 1, now() - interval '100 days', now() - age from unnest(array['91 days', '89 days']::interval[]) age;
            insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at, told, by_rule, status)
                select gen_random_uuid(), 'promised', gen_random_uuid(), '', 'f', 1, now() - interval '100 days', now() - interval '91 days', true, by_rule, status
                from (values (false, 'open'), (true, 'open'), (false, 'discarded'), (false, 'retried')) kinds (by_rule, status)
            """);
        await using var host = await OrderHost.StartAsync(Database, configure: o => o.PruneLimit = 2);

        await Database.UntilAsync("messaging.inbox", n => n == 3);
        await Database.UntilAsync("messaging.dead_letters", n => n == 2);
        (await Database.CountAsync("messaging.dead_letters where endpoint = 'promised' and status = 'open' and not by_rule")).ShouldBe(1);
        (await Database.CountAsync("messaging.inbox where received_at < now() - interval '7 days'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_what_was_decided_for_as_long_after_the_decision()
    {
        await Database.ExecuteAsync(
            """
            insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at, told, status)
                select id, 'e', gen_random_uuid(), '', name, 1, now() - interval '100 days', now() - interval '100 days', true, 'discarded'
                from (values ('00000000-0000-0000-0000-000000000001'::uuid, 'now'), ('00000000-0000-0000-0000-000000000002'::uuid, 'long ago')) letters (id, name);
            insert into messaging.dead_letter_actions (id, dead_letter_id, endpoint, message_id, action, by, why, at)
                select gen_random_uuid(), id, endpoint, message_id, 'discarded', 'ops', 'w', case when fault = 'now' then now() else now() - interval '91 days' end from messaging.dead_letters;
            """);
        await using var host = await OrderHost.StartAsync(Database);

        await Database.UntilAsync("messaging.dead_letters where fault = 'long ago'", n => n == 0);
        (await Database.CountAsync("messaging.dead_letters where fault = 'now'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_drop_whole_months_of_the_journal()
    {
        await Database.ExecuteAsync(
            $"""
            create table messaging.journal_2020_01 partition of messaging.journal for values from ('2020-01-01T00:00Z') to ('2020-02-01T00:00Z');
            {Entry.Replace("{0}", "timestamptz '2020-01-15T00:00Z'", StringComparison.Ordinal)};
            {Entry.Replace("{0}", "timestamptz '2020-03-15T00:00Z'", StringComparison.Ordinal)} from generate_series(1, 5);
            {Entry.Replace("{0}", "now() - interval '399 days'", StringComparison.Ordinal)};
            {Entry.Replace("{0}", "now()", StringComparison.Ordinal)}
            """);
        (await Database.CountAsync("messaging.journal_rest")).ShouldBe(6);
        await using var host = await OrderHost.StartAsync(Database, configure: o => o.PruneLimit = 2);

        await Database.UntilAsync("messaging.journal", n => n == 2);
        (await Database.CountAsync("pg_class where relname = 'journal_2020_01'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_have_the_journals_next_months_ready()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "J-1"));
        await StateIsAsync("Placed");

        (await Database.CountAsync("messaging.journal_rest")).ShouldBe(0);
        (await Database.CountAsync("messaging.journal")).ShouldBe(1);
        (await Database.CountAsync("pg_inherits where inhparent = 'messaging.journal'::regclass")).ShouldBe(5, "this month, three ahead, and the net");
    }

    [Fact]
    public async Task Should_move_what_fell_into_the_net_when_its_month_is_made()
    {
        await Database.ExecuteAsync(
            "do $$ declare t text; begin for t in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid " +
            "where i.inhparent = 'messaging.journal'::regclass and c.relname <> 'journal_rest' loop execute 'drop table messaging.' || t; end loop; end $$");
        await Database.ExecuteAsync(Entry.Replace("{0}", "now()", StringComparison.Ordinal) + " from generate_series(1, 3)");
        (await Database.CountAsync("messaging.journal_rest")).ShouldBe(3);
        await using var host = await OrderHost.StartAsync(Database);

        await Database.UntilAsync("messaging.journal_rest", n => n == 0);
        (await Database.CountAsync("messaging.journal where entry is not null")).ShouldBe(3);
        await host.PublishAsync(new PlaceOrder(Order, "J-2"));
        await StateIsAsync("Placed");
        (await Database.CountAsync("messaging.journal")).ShouldBe(4);
    }
}
