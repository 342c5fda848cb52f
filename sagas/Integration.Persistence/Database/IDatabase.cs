using System.Data.Common;
using Npgsql;

namespace Integration.Persistence.Database;

/// <summary>Where the rows of messages, sagas and gateway calls are kept. PostgreSQL; the simulator puts a model of it in this place.</summary>
public interface IDatabase
{
    /// <summary>A session of its own, to be disposed of at once when its work is done: there are only so many.</summary>
    Task<IDatabaseSession> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>One connection. A transaction is what stands between a <c>BEGIN</c> and a <c>COMMIT</c> among the commands; without them, the commands of one call commit together.
/// Disposing of the session undoes what was begun and not committed.</summary>
public interface IDatabaseSession : IAsyncDisposable
{
    /// <summary>Runs the commands in order, in one round trip. The reader stands before the first row of the first command that returns rows.</summary>
    Task<DbDataReader> QueryAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken);

    /// <summary>Runs the commands in order, in one round trip.</summary>
    Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken);
}
