using System.Data.Common;
using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Sql;

/// <summary>One connection to the model. A failure undoes a call without a transaction; in a transaction, only a rollback is possible after it, as with PostgreSQL.
/// A failure of any command of a call is thrown by the call, where Npgsql throws that of a later command when the reader comes to it.</summary>
internal sealed class MemorySession(MemoryDatabase database) : IDatabaseSession
{
    private bool _begun;
    private bool _failed;
    private bool _disposed;
    private MemoryReader? _reader;

    public Task<DbDataReader> QueryAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        var results = new List<Result>(commands.Count);
        return Try(commands, results, cancellationToken) is { } failure ? Task.FromException<DbDataReader>(failure) : Task.FromResult<DbDataReader>(_reader = new MemoryReader(results));
    }

    public Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) =>
        Try(commands, null, cancellationToken) is { } failure ? Task.FromException(failure) : Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _reader?.Dispose();
            database.OpenSessions--;
            if (database.Owner == this)
            {
                Undo();
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What fails is the task's, as with Npgsql.</summary>
    private Exception? Try(IReadOnlyList<NpgsqlBatchCommand> commands, List<Result>? results, CancellationToken cancellationToken)
    {
        try
        {
            RequireFree(commands);
            cancellationToken.ThrowIfCancellationRequested();
            database.Owner = this;
            Run(commands, results);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private void Run(IReadOnlyList<NpgsqlBatchCommand> commands, List<Result>? results)
    {
        try
        {
            foreach (var command in commands)
            {
                Run(command, results);
            }

            if (!_begun)
            {
                Commit();
            }
        }
        catch
        {
            _failed = _begun;
            if (!_begun && database.Owner == this)
            {
                Undo();
            }

            throw;
        }
    }

    private void Run(NpgsqlBatchCommand command, List<Result>? results)
    {
        var plan = Plans.For(command.CommandText);
        if (plan is TransactionPlan transaction)
        {
            Control(transaction.Verb);
            return;
        }

        if (_failed)
        {
            throw SqlError.InFailedTransaction();
        }

        database.Frame.Bind(command.Parameters, plan.ParameterCount);
        if (plan.Run(database.Frame) is { } result)
        {
            results?.Add(result);
        }
    }

    private void Control(string verb)
    {
        switch (verb)
        {
            case "begin" when _failed:
                throw SqlError.InFailedTransaction();
            case "begin" when _begun:
                throw new InvalidOperationException("A transaction was begun, and another one inside of it.");
            case "begin":
                _begun = true;
                database.Owner = this;
                break;
            case "commit" when !_begun:
                throw new InvalidOperationException("COMMIT without BEGIN.");
            case "commit" when !_failed:
                Commit();
                break;
            default:
                Undo();     // of a failed transaction, COMMIT is a ROLLBACK
                break;
        }
    }

    private void Commit()
    {
        database.Undo.Forget();
        _begun = false;
        database.Owner = null;
    }

    private void Undo()
    {
        database.Undo.Undo();
        _begun = _failed = false;
        database.Owner = null;
    }

    private void RequireFree(IReadOnlyList<NpgsqlBatchCommand> commands)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (database.Owner is { } owner && owner != this)
        {
            throw new InvalidOperationException(
                $"The transaction of another session is open: it was held across something that asks the database too (SAFETY R5). The statement: {commands[0].CommandText}");
        }

        if (_reader is { IsClosed: false })
        {
            throw new InvalidOperationException($"A reader of this session is still open. The statement: {commands[0].CommandText}");
        }
    }
}
