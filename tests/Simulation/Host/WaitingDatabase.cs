using System.Data.Common;
using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Host;

/// <summary>A database over the network, waited for on the spot: whoever asks it goes on on the same thread, and a history is the same as in memory, step by step.</summary>
internal sealed class WaitingDatabase(IDatabase inner) : IDatabase
{
    /// <inheritdoc />
    public Task<IDatabaseSession> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<IDatabaseSession>(new Session(Wait(inner.OpenAsync(cancellationToken))));

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>A failure is the task's, as it is of the session inside.</summary>
    private sealed class Session(IDatabaseSession inner) : IDatabaseSession
    {
        public Task<DbDataReader> QueryAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
        {
            var query = Ended(inner.QueryAsync(commands, cancellationToken));
            return query.IsCompletedSuccessfully ? Task.FromResult<DbDataReader>(new WaitingReader(query.Result)) : query;
        }

        public Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) => Ended(inner.ExecuteAsync(commands, cancellationToken));

        public ValueTask DisposeAsync() => new(Ended(inner.DisposeAsync().AsTask()));

        private static T Ended<T>(T task)
            where T : Task
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
            return task;
        }
    }
}
