using System.Data.Common;
using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Host;

/// <summary>Where a process can die or stand still: at its commits.</summary>
internal sealed class WatchedDatabase(IDatabase inner) : IDatabase
{
    /// <summary>How often it was asked for anything: as long as that stands, so does every row.</summary>
    public long Calls { get; private set; }

    /// <inheritdoc />
    public async Task<IDatabaseSession> OpenAsync(CancellationToken cancellationToken) => new Session(await inner.OpenAsync(cancellationToken), this);

    private sealed class Session(IDatabaseSession inner, WatchedDatabase database) : IDatabaseSession
    {
        public Task<DbDataReader> QueryAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
        {
            database.Calls++;
            return inner.QueryAsync(commands, cancellationToken);
        }

        public async Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
        {
            database.Calls++;
            if (commands[^1].CommandText != "COMMIT" || Dispatch.Current is not { } dispatch)
            {
                await inner.ExecuteAsync(commands, cancellationToken);
                return;
            }

            var commit = ++dispatch.Commits;
            if (dispatch.DieAtCommit == commit && !dispatch.DieAfterwards)
            {
                await inner.DisposeAsync();     // the server sees the connection break, and rolls back
                await dispatch.DieAsync();
            }

            await inner.ExecuteAsync(commands, cancellationToken);
            if (dispatch.DieAtCommit == commit)
            {
                await inner.DisposeAsync();
                await dispatch.DieAsync();
            }

            if (dispatch.StopAfterCommit == commit)
            {
                dispatch.Connection = inner;
                await dispatch.StopAsync();
                dispatch.Connection = null;
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
