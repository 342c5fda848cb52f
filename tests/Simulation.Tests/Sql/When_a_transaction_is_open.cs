using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Sql;

public sealed class When_a_transaction_is_open
{
    private static readonly Guid Consumer = Guid.NewGuid();
    private readonly MemoryDatabase _database = new();

    [Fact]
    public async Task Should_keep_what_is_committed_and_forget_what_is_rolled_back()
    {
        await using (var broken = await OpenAsync())
        {
            await broken.ExecuteAsync([new("BEGIN"), Inbox(), Inbox(), new("COMMIT")], default);
            await broken.ExecuteAsync([new("BEGIN"), Inbox()], default);
            Count.ShouldBe(3);
        }

        Count.ShouldBe(2);
        await using var session = await OpenAsync();
        await session.ExecuteAsync([new("BEGIN"), new("delete from messaging.inbox"), Inbox(), new("ROLLBACK")], default);
        Count.ShouldBe(2);
        _database.InTransaction.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_undo_when_the_session_goes_away()
    {
        await using (var session = await OpenAsync())
        {
            await session.ExecuteAsync([new("BEGIN"), Inbox()], default);
            _database.OpenSessions.ShouldBe(1);
        }

        Count.ShouldBe(0);
        _database.OpenSessions.ShouldBe(0);
        _database.InTransaction.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_do_all_commands_of_a_call_or_none()
    {
        await using var session = await OpenAsync();
        var id = Guid.NewGuid();
        (await Should.ThrowAsync<PostgresException>(() => session.ExecuteAsync([Inbox(), Inbox(id), Inbox(id)], default))).SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        Count.ShouldBe(0);
        await session.ExecuteAsync([Inbox(id)], default);
        Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_everything_after_a_failure_until_it_is_rolled_back()
    {
        await using var session = await OpenAsync();
        var id = Guid.NewGuid();
        await Should.ThrowAsync<PostgresException>(() => session.ExecuteAsync([new("BEGIN"), Inbox(id), Inbox(id)], default));
        (await Should.ThrowAsync<PostgresException>(() => session.ExecuteAsync([Inbox()], default))).SqlState.ShouldBe(PostgresErrorCodes.InFailedSqlTransaction);
        await session.ExecuteAsync([new("COMMIT")], default);
        Count.ShouldBe(0);
        await session.ExecuteAsync([Inbox()], default);
        Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Rule", "R5")]
    public async Task Should_find_a_transaction_that_is_held_across_another_one()
    {
        var session = await OpenAsync();
        await session.ExecuteAsync([new("BEGIN")], default);
        await using var other = await OpenAsync();
        (await Should.ThrowAsync<InvalidOperationException>(() => other.ExecuteAsync([Inbox()], default))).Message.ShouldContain("insert into messaging.inbox");
        await Should.ThrowAsync<InvalidOperationException>(() => session.ExecuteAsync([new("BEGIN")], default));
        Should.Throw<InvalidOperationException>(_database.Clear);
        await session.DisposeAsync();
        await other.ExecuteAsync([Inbox()], default);
        await Should.ThrowAsync<InvalidOperationException>(() => other.ExecuteAsync([new("COMMIT")], default));
    }

    [Fact]
    public async Task Should_find_a_reader_that_is_left_open()
    {
        await using var session = await OpenAsync();
        var rows = await session.QueryAsync([Inbox()], default);
        await Should.ThrowAsync<InvalidOperationException>(() => session.ExecuteAsync([Inbox()], default));
        await rows.DisposeAsync();
        await session.ExecuteAsync([Inbox()], default);
    }

    [Fact]
    public async Task Should_give_a_reader_what_it_saw()
    {
        await using var session = await OpenAsync();
        var id = Guid.NewGuid();
        await session.ExecuteAsync([Inbox(id)], default);
        await using var rows = await session.QueryAsync(
            [
                new("select message_id, received_at from messaging.inbox where message_id = $1") { Parameters = { new() { Value = id } } },
                new("delete from messaging.inbox"),
                new("select count(*)::int, min(received_at), max(received_at) from messaging.inbox"),
            ],
            default);
        (await rows.ReadAsync()).ShouldBeTrue();
        rows.GetGuid(0).ShouldBe(id);
        (await rows.GetFieldValueAsync<DateTimeOffset>(rows.GetOrdinal("received_at"))).ShouldBe(DateTimeOffset.UnixEpoch);
        (await rows.ReadAsync()).ShouldBeFalse();
        (await rows.NextResultAsync()).ShouldBeTrue();
        (await rows.ReadAsync()).ShouldBeTrue();
        (rows.GetInt32(0), rows.GetInt64(0), await rows.IsDBNullAsync(1), await rows.GetFieldValueAsync<DateTimeOffset?>(1)).ShouldBe((0, 0L, true, null));
        Should.Throw<InvalidCastException>(() => rows.GetDateTime(1));
        (await rows.NextResultAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_be_empty_after_it_is_cleared()
    {
        await using var session = await OpenAsync();
        await session.ExecuteAsync([Inbox()], default);
        _database.Rows("messaging.inbox").Single().Get<Guid>("consumer_id").ShouldBe(Consumer);
        _database.Clear();
        Count.ShouldBe(0);
        Should.Throw<ArgumentException>(() => _database.Rows("messaging.nothing"));
    }

    private int Count => _database.Rows("messaging.inbox").Count;

    private Task<IDatabaseSession> OpenAsync() => _database.OpenAsync(default);

    private static NpgsqlBatchCommand Inbox(Guid? id = null) => new("insert into messaging.inbox (message_id, consumer_id, received_at) values ($1, $2, $3) returning true")
    {
        Parameters = { new() { Value = id ?? Guid.NewGuid() }, new() { Value = Consumer }, new() { Value = DateTime.UnixEpoch } },
    };
}
