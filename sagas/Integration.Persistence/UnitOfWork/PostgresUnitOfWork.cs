using System.Data.Common;
using Integration.Persistence.Database;
using Integration.Persistence.Outbox;
using Integration.Persistence.SagaStore;
using MassTransit;
using Npgsql;
using NpgsqlTypes;

namespace Integration.Persistence.UnitOfWork;

/// <summary>Two round trips per message: begin + inbox + saga row, then every write + commit.</summary>
internal sealed class PostgresUnitOfWork(IDatabase database, OutboxRouter router, IHandOver handOver, GroupCommit group, PersistenceOptions options, TimeProvider time)
    : IUnitOfWork, IAsyncDisposable
{
    private readonly List<OutboxMessage> _messages = new(2);
    private readonly List<NpgsqlBatchCommand> _writes = new(2);
    private readonly List<Guid> _canceledTimers = [];
    private readonly Lock _gate = new();
    private const string InsertInbox = "insert into messaging.inbox (message_id, consumer_id, received_at) values ($1, $2, $3)";
    internal const string InsertInboxOnce = InsertInbox + " on conflict do nothing returning true";
    private IDatabaseSession? _session;
    private bool _open;
    private Guid _loadedId;
    private object? _loaded;
    private bool _hasLoaded;
    private List<OutboxMessage> _committed = [];

    /// <summary>The time by which timers are set.</summary>
    internal DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>True between begin and commit or rollback.</summary>
    public bool Active => _open;

    /// <summary>Begins the transaction. False: this consumer has already handled the message.</summary>
    internal async Task<bool> BeginAsync(Guid consumerId, Guid messageId, ISagaRowReader? reader, Guid? sagaId, CancellationToken cancellationToken)
    {
        _session = await database.OpenAsync(cancellationToken);
        var prefetch = reader is not null && sagaId is not null;
        var commands = new List<NpgsqlBatchCommand>(3) { new("BEGIN"), Received(InsertInboxOnce, consumerId, messageId, time.GetUtcNow().UtcDateTime) };
        if (prefetch)
        {
            commands.Add(new(reader!.SelectForUpdate) { Parameters = { new() { Value = sagaId!.Value } } });
        }

        _open = true;
        await using var rows = await _session.QueryAsync(commands, cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            return false;
        }

        if (prefetch)
        {
            await rows.NextResultAsync(cancellationToken);
            _hasLoaded = true;
            _loadedId = sagaId!.Value;
            _loaded = await rows.ReadAsync(cancellationToken) ? reader!.Read(rows) : null;
        }

        return true;
    }

    /// <summary>No transaction yet: the inbox entry is the first write of the commit, and a twin that was faster makes it fail.</summary>
    internal bool BeginAtCommit(Guid consumerId, Guid messageId)
    {
        Enqueue(Received(InsertInbox, consumerId, messageId, time.GetUtcNow().UtcDateTime));
        return true;
    }

    internal static NpgsqlBatchCommand Received(string sql, Guid consumerId, Guid messageId, DateTime now) => new(sql)
    {
        Parameters = { new() { Value = messageId }, new() { Value = consumerId }, new() { Value = now } },
    };

    /// <summary>The saga in the inbox's round trip, even when it said that there is none: a row that another transaction commits after it
    /// is refused by the insert's key, and the message is tried again. Anything else is read now.</summary>
    internal async Task<object?> LoadAsync(ISagaRowReader reader, Guid id, CancellationToken cancellationToken) =>
        _hasLoaded && _loadedId == id
            ? _loaded
            : await QueryAsync(
                new NpgsqlBatchCommand(reader.SelectForUpdate) { Parameters = { new() { Value = id } } },
                async (rows, token) => await rows.ReadAsync(token) ? reader.Read(rows) : null,
                cancellationToken);

    /// <summary>Another transaction has made the saga meanwhile: what the inbox's round trip saw of it is no longer true.</summary>
    internal void ForgetLoaded() => _hasLoaded = false;

    /// <inheritdoc />
    public void Enqueue(NpgsqlBatchCommand command) => _writes.Add(command);

    /// <inheritdoc />
    public async Task<T> QueryAsync<T>(NpgsqlBatchCommand command, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        _session ??= await database.OpenAsync(cancellationToken);
        NpgsqlBatchCommand[] commands = _open ? [command] : [new("BEGIN"), command];
        _open = true;
        await using var rows = await _session.QueryAsync(commands, cancellationToken);
        return await read(rows, cancellationToken);
    }

    internal void Add<T>(SendContext<T> context)
        where T : class
    {
        lock (_gate)
        {
            _messages.AddRange(router.Route(OutboxMessage.From(context, time.GetUtcNow(), sameProcess: router.Embedded), typeof(T)));
        }
    }

    internal void CancelTimer(Guid token)
    {
        lock (_gate)
        {
            if (_messages.RemoveAll(m => m.TimerToken == token) == 0)
            {
                _canceledTimers.Add(token);
            }
        }
    }

    /// <inheritdoc />
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await CompleteOrRollBackAsync(cancellationToken);
        await HandOverAsync();
    }

    /// <inheritdoc />
    public async Task CommitAndLeaveAsync(CancellationToken cancellationToken)
    {
        if (_open || options.GroupCommitLimit == 1)
        {
            await CompleteOrRollBackAsync(cancellationToken);
        }
        else
        {
            await CompleteWithOthersAsync(cancellationToken);
        }

        _ = HandOverAsync();        // it throws nothing: what fails stays in its row
    }

    /// <summary>Nothing was read in a transaction of its own, so the changes may go with those of others.</summary>
    private async Task CompleteWithOthersAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Changes() is { Count: > 0 } changes)
            {
                await group.CommitAsync(changes, cancellationToken);
            }

            Committed();
        }
        catch
        {
            await RollbackAsync();
            throw;
        }
    }

    /// <summary>A failed transaction gives its connection back at once: the caller may have more to ask, of which there are only so many.</summary>
    private async Task CompleteOrRollBackAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CompleteAsync(cancellationToken);
        }
        catch
        {
            await RollbackAsync();
            throw;
        }
    }

    internal async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (!_open && _messages.Count == 0 && _writes.Count == 0 && _canceledTimers.Count == 0)
        {
            return;
        }

        _session ??= await database.OpenAsync(cancellationToken);
        var commands = Changes();
        if (!_open)
        {
            commands.Insert(0, new("BEGIN"));
            _open = true;
        }

        commands.Add(new("COMMIT"));
        await _session.ExecuteAsync(commands, cancellationToken);
        _open = false;
        Committed();
        await ReleaseAsync();
    }

    private List<NpgsqlBatchCommand> Changes()
    {
        var commands = new List<NpgsqlBatchCommand>(_writes.Count + _messages.Count + 3);
        commands.AddRange(_writes);
        if (_canceledTimers.Count > 0)
        {
            commands.Add(new("delete from messaging.outbox where timer_token = any($1)")
            {
                Parameters = { new() { Value = _canceledTimers.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid } },
            });
        }

        commands.AddRange(_messages.Select(handOver.Insert));
        return commands;
    }

    private void Committed()
    {
        _committed = [.. _messages];
        _messages.Clear();
        _writes.Clear();
        _canceledTimers.Clear();
    }

    /// <summary>After the commit: gives immediate messages to the transport. What is committed is not canceled any more; when the
    /// broker is away, the rest is left to the sweeper.</summary>
    internal async Task HandOverAsync()
    {
        var reachable = true;
        var committed = _committed;
        _committed = [];
        foreach (var message in committed)
        {
            if (message.IsTimer)
            {
                handOver.WakeAt(message.DueAt);
            }
            else if (reachable)
            {
                reachable = await handOver.SendAsync(message, CancellationToken.None);
            }
        }
    }

    internal async Task RollbackAsync()
    {
        _messages.Clear();
        _writes.Clear();
        _canceledTimers.Clear();
        _hasLoaded = false;
        _open = false;
        await ReleaseAsync();
    }

    private async Task ReleaseAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
            _session = null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await RollbackAsync();
}
