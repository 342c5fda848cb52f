using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Persistence.Tests;

public sealed class When_the_connection_is_lost : OrderSpec
{
    private const string Waiting = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    [Fact]
    public async Task Should_start_over_when_it_was_before_the_commit()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "L-1"));
        await StateIsAsync("Placed");
        await using (var blocker = await LockTheOrderAsync())
        {
            await host.PublishAsync(new CloseOrder(Order));
            await Database.UntilAsync(Waiting, n => n == 1);
            await Database.ExecuteAsync($"select pg_terminate_backend(pid) from {Waiting}");
            await Database.UntilAsync(Waiting, n => n == 1);    // it came back and waits again
        }

        await StateIsAsync("Closed");
        await NothingInFlightAsync();
        (await Database.CountAsync("orders where changes = 2")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    /// <summary>A role that is not there stands for whatever a server says instead of opening a connection; a full disk is one of them, and says "internal error".</summary>
    [Fact]
    public async Task Should_wait_for_a_server_that_opens_none()
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = "nobody" });
        var refused = await Should.ThrowAsync<NoConnectionException>(() => new PostgresDatabase(source).OpenAsync(default));
        DatabaseFailure.IsTransient(new InvalidOperationException("a state machine wraps it", refused)).ShouldBeTrue();
        refused.Message.ShouldContain("nobody");
    }

    [Fact]
    public async Task Should_hand_over_what_was_committed_although_the_answer_never_came()
    {
        using var proxy = new PostgresProxy(Database.ConnectionString);
        await using var source = NpgsqlDataSource.Create(proxy.ConnectionString);
        await using var host = await OrderHost.StartAsync(source, configure: o => o.DeliveryLeaseSeconds = 1);
        await host.PublishAsync(new PlaceOrder(Order, "L-2"));
        await StateIsAsync("Placed");
        await NothingInFlightAsync();
        proxy.LoseTheNextAnswerToACommit();

        await Should.ThrowAsync<NpgsqlException>(() => host.PublishAsync(new CloseOrder(Order)));
        await StateIsAsync("Closed");
        await NothingInFlightAsync();
    }

    [Fact]
    public async Task Should_not_do_twice_what_a_handler_committed_without_learning_it()
    {
        using var proxy = new PostgresProxy(Database.ConnectionString);
        await using var source = NpgsqlDataSource.Create(proxy.ConnectionString);
        await using var host = await OrderHost.StartAsync(source, configure: o => o.DeliveryLeaseSeconds = 1);
        await using (var blocker = await LockTheOrderTableAsync())
        {
            await host.PublishAsync(new PlaceOrder(Order, "L-3"));
            await Database.UntilAsync(Waiting, n => n == 1);
            proxy.LoseTheNextAnswerToACommit();
        }

        await StateIsAsync("Placed");
        await Database.UntilAsync("counted", n => n == 1);
        await NothingInFlightAsync();
        (await Database.CountAsync("orders where changes = 1")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_leave_the_work_to_the_next_process_when_this_one_is_killed_before_the_commit()
    {
        using (var child = ChildHost.Start(Database.ConnectionString, 0))
        {
            await using (var host = await OrderHost.StartAsync(Database))
            {
                await host.PublishAsync(new PlaceOrder(Order, "L-4"));
                await StateIsAsync("Placed");
                await NothingInFlightAsync();
            }

            await Database.ExecuteAsync("update messaging.outbox set due_at = now(), available_at = now()");
            await using var blocker = await LockTheOrderAsync();
            await Database.UntilAsync(Waiting, n => n == 1);
            await child.KillAsync();
        }

        await using var next = await OrderHost.StartAsync(Database);
        await StateIsAsync("Late");
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        (await Database.CountAsync("orders where changes = 2")).ShouldBe(1);
    }

    private Task<Blocker> LockTheOrderAsync() => Blocker.StartAsync(Database, $"select 1 from orders where correlation_id = '{Order}' for update");

    private Task<Blocker> LockTheOrderTableAsync() => Blocker.StartAsync(Database, "lock table orders in exclusive mode");

    /// <summary>A transaction that stands in the way until it is disposed.</summary>
    private sealed class Blocker(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<Blocker> StartAsync(TestDatabase database, string sql)
        {
            var connection = await database.Source.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
            return new Blocker(connection, transaction);
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
