using System.Data.Common;
using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Defects;

/// <summary>Passes statements on to the database; a defect drops or changes them.</summary>
internal abstract class StatementsInFront(IDatabase inner) : IDatabase
{
    public async Task<IDatabaseSession> OpenAsync(CancellationToken cancellationToken) => new Session(this, await inner.OpenAsync(cancellationToken));

    /// <summary>What becomes of a statement; null: it is not sent. A statement that is asked for rows may only be changed.</summary>
    protected virtual NpgsqlBatchCommand? Pass(NpgsqlBatchCommand command) => command;

    /// <summary>What becomes of statements that return no rows.</summary>
    protected virtual Task ExecuteAsync(IDatabaseSession session, List<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) => session.ExecuteAsync(commands, cancellationToken);

    /// <summary>The same parameters under another text.</summary>
    protected static NpgsqlBatchCommand Saying(NpgsqlBatchCommand command, string text)
    {
        var changed = new NpgsqlBatchCommand(text);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            changed.Parameters.Add(parameter.Clone());
        }

        return changed;
    }

    private sealed class Session(StatementsInFront defect, IDatabaseSession inner) : IDatabaseSession
    {
        public Task<DbDataReader> QueryAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) => inner.QueryAsync(Passed(commands), cancellationToken);

        public Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken) => defect.ExecuteAsync(inner, Passed(commands), cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private List<NpgsqlBatchCommand> Passed(IReadOnlyList<NpgsqlBatchCommand> commands) => [.. commands.Select(defect.Pass).OfType<NpgsqlBatchCommand>()];
    }
}
