using System.Data.Common;
using Npgsql;

namespace Integration.Persistence.UnitOfWork;

/// <summary>One transaction: what a message or a request changes, the messages it causes and the timers it sets commit together or
/// not at all. One per scope. Messages published in the scope join it by themselves.</summary>
public interface IUnitOfWork
{
    /// <summary>Adds a statement to run in the transaction, in order, in the round trip of the commit.</summary>
    void Enqueue(NpgsqlBatchCommand command);

    /// <summary>Runs a query inside the transaction now (an extra round trip); begins the transaction when there is none.</summary>
    Task<T> QueryAsync<T>(NpgsqlBatchCommand command, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Commits, then hands immediate messages to the transport; a failed hand-over is left to the sweeper. A failed commit is rolled back.
    /// Only for scopes that own their unit of work (HTTP requests); a message's is committed by the inbox.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="CommitAsync"/>, and returns after the commit: the hand-over goes on by itself, so a transport that is slow or away makes nobody wait who
    /// only asked to have it kept. What is under way is bounded; the rest waits in its row. Where nothing was queried before, it may be committed together with the changes of others: each of them has its own
    /// outcome, and one that may be repeated after a lost answer needs a key of its own, as it does anyway.</summary>
    Task CommitAndLeaveAsync(CancellationToken cancellationToken);
}
