using Integration.Persistence.Database;
using Integration.Persistence.UnitOfWork;
using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>One connection commits groups, and what it commits is held up by somebody else's open insert of the same key: what comes in meanwhile is one group.</summary>
public sealed class When_requests_are_committed_together : IAsyncLifetime
{
    private const string Waiting = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    private readonly TestDatabase _database = new();
    private NpgsqlDataSource _prepared = null!;
    private GroupCommit? _group;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        // As in the services, where a statement is prepared when it has come a few times.
        _prepared = NpgsqlDataSource.Create(_database.ConnectionString + ";Max Auto Prepare=100;Auto Prepare Min Usages=1;Include Failed Batched Command=true");
        await _database.ExecuteAsync("create table kept (key text primary key)");
    }

    public async Task DisposeAsync()
    {
        _group?.Dispose();
        await _prepared.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_take_what_comes_in_meanwhile_in_one_transaction_up_to_the_limit()
    {
        var group = Group(limit: 20);
        var (holder, first) = await BusyAsync(group);
        var others = Enumerable.Range(0, 50).Select(i => group.CommitAsync(Insert($"other {i}"), default)).ToList();
        await holder.DisposeAsync();

        await Task.WhenAll([first, .. others]);
        (await _database.CountAsync("kept")).ShouldBe(51);
        (await _database.CountAsync("(select distinct xmin::text from kept) t")).ShouldBe(1 + 3);
    }

    [Fact]
    public async Task Should_tell_everybody_the_outcome_that_is_theirs()
    {
        await _database.ExecuteAsync("insert into kept values ('known')");
        var group = Group();
        var (holder, first) = await BusyAsync(group);
        Task[] good = [group.CommitAsync(Insert("a"), default), group.CommitAsync(Insert("b"), default)];
        var known = group.CommitAsync(Insert("known"), default);
        Task[] twins = [group.CommitAsync(Insert("twin"), default), group.CommitAsync(Insert("twin"), default)];
        await holder.DisposeAsync();

        await Task.WhenAll([first, .. good]);
        (await known.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        (await Task.WhenAll(twins).ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        twins.Count(t => t.IsCompletedSuccessfully).ShouldBe(1);
        (await _database.CountAsync("(select distinct xmin::text from kept where key in ('a', 'b')) t")).ShouldBe(1, "the others stay together");
        (await _database.TextAsync("select string_agg(key, ' ' order by key) from kept")).ShouldBe("a b first known twin");
    }

    /// <summary>A webhook whose twin is being stored elsewhere, by a process that hangs, holds up no other.</summary>
    [Fact]
    public async Task Should_not_wait_for_a_lock_together()
    {
        var group = Group(lockMilliseconds: 50);
        var holder = await HoldAsync("held");
        var alone = group.CommitAsync(Insert("held"), default);
        var others = Enumerable.Range(0, 10).Select(i => group.CommitAsync(Insert($"other {i}"), default)).ToList();
        var twin = group.CommitAsync(Insert("held"), default);
        await Task.WhenAll(others);
        (alone.IsCompleted, twin.IsCompleted).ShouldBe((false, false));
        await holder.DisposeAsync();

        await Task.WhenAll(alone, twin).ShouldThrowAsync<PostgresException>();
        (alone.IsCompletedSuccessfully ^ twin.IsCompletedSuccessfully).ShouldBeTrue();
        (await _database.CountAsync("kept")).ShouldBe(11);
    }

    /// <summary>So that the connections of those who go alone are not used up by a lock that nobody lets go.</summary>
    [Fact]
    public async Task Should_not_wait_for_a_lock_for_ever()
    {
        var group = Group(lockMilliseconds: 50);
        await using var holder = await HoldAsync("held");

        var refused = await group.CommitAsync(Insert("held"), default).ShouldThrowAsync<PostgresException>();
        (refused.SqlState, DatabaseFailure.IsTransient(refused)).ShouldBe((PostgresErrorCodes.LockNotAvailable, true));
        await group.CommitAsync(Insert("other"), default);
    }

    /// <summary>A table that is not there is nobody's fault: nothing is tried again for each of them.</summary>
    [Fact]
    public async Task Should_tell_everybody_what_concerns_everybody()
    {
        var group = Group();
        var (holder, first) = await BusyAsync(group);
        NpgsqlBatchCommand[] nowhere = [new("insert into nowhere values (1)")];
        Task[] others = [group.CommitAsync(Insert("other"), default), group.CommitAsync(nowhere, default)];
        await holder.DisposeAsync();

        await first;
        foreach (var other in others)
        {
            (await other.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.UndefinedTable);
        }

        (await _database.CountAsync("kept")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_store_the_others_when_one_cannot_be_written_to_the_connection()
    {
        var group = Group();
        var (holder, first) = await BusyAsync(group);
        var broken = group.CommitAsync([new("insert into kept (key) values ($1)") { Parameters = { new() { Value = new object() } } }], default);
        var other = group.CommitAsync(Insert("other"), default);
        await holder.DisposeAsync();

        await Task.WhenAll(first, other);
        await broken.ShouldThrowAsync<InvalidCastException>();
        (await _database.CountAsync("kept")).ShouldBe(2);
    }

    [Fact]
    public async Task Should_hold_up_nobody_when_one_leaves()
    {
        var group = Group();
        var (holder, first) = await BusyAsync(group);
        using var leaving = new CancellationTokenSource();
        var left = group.CommitAsync(Insert("left"), leaving.Token);
        var stays = group.CommitAsync(Insert("stays"), default);
        await leaving.CancelAsync();
        await left.ShouldThrowAsync<OperationCanceledException>();
        await holder.DisposeAsync();

        await Task.WhenAll(first, stays);
        (await _database.TextAsync("select string_agg(key, ' ' order by key) from kept")).ShouldBe("first stays");
    }

    [Fact]
    public async Task Should_give_up_what_everybody_has_left()
    {
        var group = Group();
        await using var holder = await HoldAsync("first");
        using var leaving = new CancellationTokenSource();
        var left = group.CommitAsync(Insert("first"), leaving.Token);
        await _database.UntilAsync(Waiting, n => n == 1);
        await leaving.CancelAsync();
        await left.ShouldThrowAsync<OperationCanceledException>();

        await group.CommitAsync(Insert("other"), default);
        (await _database.TextAsync("select string_agg(key, ' ' order by key) from kept")).ShouldBe("other");
    }

    /// <summary>One who leaves a group that is under way may find it committed, and the others are.</summary>
    [Fact]
    public async Task Should_go_on_for_those_who_stay()
    {
        var group = Group();
        var second = await HoldAsync("second");
        var (holder, first) = await BusyAsync(group);
        using var leaving = new CancellationTokenSource();
        var left = group.CommitAsync(Insert("second"), leaving.Token);
        var stays = group.CommitAsync(Insert("stays"), default);
        await holder.DisposeAsync();
        await first;
        await _database.UntilAsync(Waiting, n => n == 1);
        await leaving.CancelAsync();
        await left.ShouldThrowAsync<OperationCanceledException>();
        await second.DisposeAsync();

        await stays;
        (await _database.TextAsync("select string_agg(key, ' ' order by key) from kept")).ShouldBe("first second stays");
    }

    /// <summary>Nobody knows what became of a commit whose session ended. It is not made again behind anybody's back: who asks again learns it from its key.</summary>
    [Fact]
    public async Task Should_not_repeat_what_the_end_of_the_session_left_open()
    {
        var group = Group();
        var second = await HoldAsync("second");
        var (holder, first) = await BusyAsync(group);
        Task[] open = [group.CommitAsync(Insert("second"), default), group.CommitAsync(Insert("third"), default)];
        await holder.DisposeAsync();
        await first;
        await _database.UntilAsync(Waiting, n => n == 1);
        await _database.ExecuteAsync($"select pg_terminate_backend(pid) from {Waiting}");
        foreach (var request in open)
        {
            DatabaseFailure.IsTransient(await request.ShouldThrowAsync<NpgsqlException>()).ShouldBeTrue();
        }

        await second.DisposeAsync();
        (await _database.TextAsync("select string_agg(key, ' ' order by key) from kept")).ShouldBe("first");
        await group.CommitAsync(Insert("third"), default);
        (await _database.CountAsync("kept where key = 'third'")).ShouldBe(1);
    }

    private GroupCommit Group(int limit = 64, int lockMilliseconds = 10_000) =>
        _group = new(new PostgresDatabase(_prepared), new() { GroupCommitConnections = 1, GroupCommitLimit = limit, GroupCommitLockMilliseconds = lockMilliseconds, GroupCommitSingleLockMilliseconds = 1000 });

    private static NpgsqlBatchCommand[] Insert(string key) => [new("insert into kept (key) values ($1)") { Parameters = { new() { Value = key } } }];

    /// <summary>The one connection waits for the holder, with what came first.</summary>
    private async Task<(NpgsqlConnection Holder, Task First)> BusyAsync(GroupCommit group)
    {
        var holder = await HoldAsync("first");
        var first = group.CommitAsync(Insert("first"), default);
        await _database.UntilAsync(Waiting, n => n == 1);
        return (holder, first);
    }

    /// <summary>Somebody else's insert of the key, undone when it is disposed of.</summary>
    private async Task<NpgsqlConnection> HoldAsync(string key)
    {
        var connection = await _database.Source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand($"begin; insert into kept values ('{key}')", connection);
        await insert.ExecuteNonQueryAsync();
        return connection;
    }
}
