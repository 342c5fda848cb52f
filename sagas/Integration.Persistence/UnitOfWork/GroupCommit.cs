using System.Diagnostics;
using System.Globalization;
using Integration.Persistence.Database;
using Integration.Persistence.Telemetry;
using Npgsql;

namespace Integration.Persistence.UnitOfWork;

/// <summary>Commits what several requests change in one transaction and one round trip (group commit): what comes in while commits are under way goes with the next one, and what comes in alone
/// waits for nobody. What the server refuses, or what waits for a lock, leaves its group and is committed by itself: everybody gets the answer that is theirs.</summary>
internal sealed class GroupCommit(IDatabase database, PersistenceOptions options) : IDisposable
{
    /// <summary>Times that a group is made smaller by one; then each of it is committed by itself.</summary>
    private const int MaxSplits = 3;

    private readonly Queue<GroupChange> _waiting = new();
    private readonly SemaphoreSlim _singles = new(options.GroupCommitSingles);
    private readonly Lock _gate = new();
    private int _running;

    /// <summary>Returns after the commit. Who leaves does not hold up the others: what is under way may be committed all the same, as after any answer that was lost, and its messages are handed over by the sweeper.
    /// When everybody of a group has left, it is given up.</summary>
    public async Task CommitAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        var change = new GroupChange(commands);
        await using var left = cancellationToken.UnsafeRegister(static (left, token) => ((GroupChange)left!).Leave(token), change);
        if (Enqueue(change))
        {
            // The first commit belongs to this request's trace; those after it belong to nobody's.
            using (ExecutionContext.SuppressFlow())
            {
                _ = RunAsync();
            }
        }

        await change.Done;
    }

    /// <inheritdoc />
    public void Dispose() => _singles.Dispose();

    /// <summary>True: a connection is free, and the caller has to use it.</summary>
    private bool Enqueue(GroupChange change)
    {
        lock (_gate)
        {
            _waiting.Enqueue(change);
            return _running < options.GroupCommitConnections && ++_running > 0;
        }
    }

    private async Task RunAsync()
    {
        while (Next() is { } next)
        {
            var splits = 0;
            for (Group? group = next; group is not null; splits++)
            {
                using var committed = group;
                try
                {
                    group = await CommitAsync(committed, splits);
                }
                catch (Exception failure)       // of our own: the connection goes on, and nobody waits for ever
                {
                    committed.Changes.ForEach(c => c.Fail(failure));
                    group = null;
                }
            }

            Activity.Current = null;
        }
    }

    private Group? Next()
    {
        lock (_gate)
        {
            var group = new Group();
            while (group.Changes.Count < options.GroupCommitLimit && _waiting.TryDequeue(out var change))
            {
                change.Join(group);
            }

            if (group.Changes.Count > 0)
            {
                return group;
            }

            group.Dispose();
            _running--;
            return null;
        }
    }

    /// <summary>A failure is told to whom it concerns. What comes back is to be committed again, without the one for which all was undone.</summary>
    private async Task<Group?> CommitAsync(Group group, int splits)
    {
        // A lock is not waited for here: while one waits, all the others would.
        if (await ExecuteAsync(group, options.GroupCommitLockMilliseconds) is not { } failure)
        {
            return null;
        }

        Activity.Current = null;        // a failed commit leaves that of its request behind
        var refused = failure as PostgresException;
        if (group.Changes.Count == 1 ? refused?.SqlState == PostgresErrorCodes.LockNotAvailable : ConcernsOne(failure))
        {
            return Split(group.Changes, splits < MaxSplits && refused?.BatchCommand is { } command ? group.Changes.Find(c => c.Commands.Contains(command)) : null);
        }

        group.Changes.ForEach(c => c.Fail(failure));
        return null;
    }

    private async Task<Exception?> ExecuteAsync(Group group, int lockMilliseconds)
    {
        NpgsqlBatchCommand[] begin = [new("BEGIN"), new(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {lockMilliseconds}"))];
        try
        {
            await using var session = await database.OpenAsync(group.Begin());
            await session.ExecuteAsync([.. begin, .. group.Changes.SelectMany(c => c.Commands), new("COMMIT")], group.GivenUp);
            group.Changes.ForEach(c => c.Succeed());
            IntegrationTelemetry.Committed(group.Changes.Count);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>It was surely undone, and by what one of them holds: a key that is known, a value that does not fit, a lock. An end of the session is not sure: what it leaves open, whoever asks again will learn.</summary>
    private static bool ConcernsOne(Exception failure) => failure switch
    {
        PostgresException { InvariantSeverity: "ERROR" } refused =>
            refused.SqlState[..2] is "22" or "23" or "40" || refused.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled,
        NpgsqlException or OperationCanceledException => false,
        _ => true,      // what could not be written to the connection never reached the COMMIT
    };

    /// <summary>The one that is known to have failed goes alone, and the others together; without one, each goes alone. Nobody here waits for those: they may wait for a lock.</summary>
    private Group? Split(List<GroupChange> changes, GroupChange? culprit)
    {
        var rest = new Group();
        foreach (var change in changes)
        {
            change.BeginAnew();
            if (culprit is null || change == culprit)
            {
                _ = CommitAloneAsync(change);
            }
            else
            {
                change.Join(rest);
            }
        }

        if (rest.Changes.Count > 0)
        {
            return rest;
        }

        rest.Dispose();
        return null;
    }

    private async Task CommitAloneAsync(GroupChange change)
    {
        try
        {
            using var alone = new Group();
            change.Join(alone);
            await _singles.WaitAsync();
            var failure = alone.Changes.Count > 0 ? await ExecuteAsync(alone, options.GroupCommitSingleLockMilliseconds) : null;
            _singles.Release();
            if (failure is not null)
            {
                change.Fail(failure);
            }
        }
        catch (Exception failure)       // of our own: the process ends
        {
            change.Fail(failure);
        }
    }

    /// <summary>What is committed together.</summary>
    internal sealed class Group : IDisposable
    {
        private readonly CancellationTokenSource _givenUp = new();
        private int _staying = 1;

        public List<GroupChange> Changes { get; } = [];

        public CancellationToken GivenUp => _givenUp.Token;

        public void Add(GroupChange change)
        {
            Interlocked.Increment(ref _staying);
            Changes.Add(change);
        }

        /// <summary>Nobody is added any more.</summary>
        public CancellationToken Begin()
        {
            OneLeaves();
            return GivenUp;
        }

        public void OneLeaves()
        {
            if (Interlocked.Decrement(ref _staying) == 0)
            {
                _givenUp.Cancel();
            }
        }

        /// <summary>Everybody in it has an outcome, or goes with another: nobody leaves it any more.</summary>
        public void Dispose() => _givenUp.Dispose();
    }
}
