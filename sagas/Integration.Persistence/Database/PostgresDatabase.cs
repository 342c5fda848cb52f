using System.Data;
using System.Data.Common;
using Npgsql;

namespace Integration.Persistence.Database;

/// <summary>PostgreSQL, through the process's pool of connections.</summary>
public sealed class PostgresDatabase(NpgsqlDataSource source) : IDatabase
{
    /// <inheritdoc />
    public async Task<IDatabaseSession> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new Session(await source.OpenConnectionAsync(cancellationToken));
        }
        catch (PostgresException refusal)
        {
            throw new NoConnectionException(refusal);
        }
    }

    private sealed class Session(NpgsqlConnection connection) : IDatabaseSession
    {
        private bool _begun;

        /// <summary>The batch is not disposed of: the reader still stands on it, and it holds nothing of its own.</summary>
        public async Task<DbDataReader> QueryAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) =>
            await Batch(commands).ExecuteReaderAsync(cancellationToken);

        public async Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
        {
            await using var batch = Batch(commands);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            _begun = _begun && commands[^1].CommandText != "COMMIT";
        }

        public async ValueTask DisposeAsync()
        {
            if (_begun && connection.FullState == ConnectionState.Open)
            {
                await RollbackAsync();
            }

            await connection.DisposeAsync();
        }

        private async Task RollbackAsync()
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
            try
            {
                await rollback.ExecuteNonQueryAsync();
            }
            catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
            {
                // The connection is gone, and the server has rolled back with it; the failure that led here is reported by the caller.
                NpgsqlConnection.ClearPool(connection);
            }
        }

        private NpgsqlBatch Batch(IReadOnlyList<NpgsqlBatchCommand> commands)
        {
            var batch = new NpgsqlBatch(connection);
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
                _begun = _begun || command.CommandText == "BEGIN";
            }

            return batch;
        }
    }
}
