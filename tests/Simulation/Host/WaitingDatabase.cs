using System.Data.Common;
using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Host;

/// <summary>A database over the network, waited for on the spot: whoever asks it goes on on the same thread, and a history is the same as in memory, step by step.</summary>
internal sealed class WaitingDatabase(IDatabase inner) : IDatabase
{
    /// <inheritdoc />
    public async Task<IDatabaseSession> OpenAsync(CancellationToken cancellationToken) => new Session(await Ended(inner.OpenAsync(cancellationToken)));

    /// <summary>Whoever awaits what is over goes on at once.</summary>
    private static T Ended<T>(T task)
        where T : Task
    {
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        return task;
    }

    private sealed class Session(IDatabaseSession inner) : IDatabaseSession
    {
        public async Task<DbDataReader> QueryAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) =>
            new WaitingReader(await Ended(inner.QueryAsync(commands, cancellationToken)));

        public Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) => Ended(inner.ExecuteAsync(commands, cancellationToken));

        public ValueTask DisposeAsync() => new(Ended(inner.DisposeAsync().AsTask()));
    }
}
