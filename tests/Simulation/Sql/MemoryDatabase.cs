using Integration.Persistence.Database;

namespace Integration.Simulation.Sql;

/// <summary>A model of PostgreSQL in memory: it runs the product's own statements on tables that are read from the product's own migrations.
/// One transaction at a time: where a second would begin, a connection was held across something it must not be held across (SAFETY R5), and that is an error.
/// Everything completes before it returns. Not for more than one thread.</summary>
internal sealed class MemoryDatabase : IDatabase
{
    private readonly Dictionary<string, Table> _byName;

    public MemoryDatabase()
    {
        Table[] tables = [.. Schema.Product.Tables.Select(t => new Table(t, Undo))];
        Frame = new(tables);
        _byName = tables.ToDictionary(t => t.Schema.FullName);
    }

    /// <summary>Sessions that were opened and not disposed of.</summary>
    public int OpenSessions { get; internal set; }

    /// <summary>A transaction has been begun and neither committed nor undone.</summary>
    public bool InTransaction => Owner is not null;

    internal Frame Frame { get; }

    internal UndoLog Undo { get; } = new();

    /// <summary>Whose transaction is open.</summary>
    internal MemorySession? Owner { get; set; }

    /// <inheritdoc />
    public Task<IDatabaseSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IDatabaseSession>(cancellationToken);
        }

        OpenSessions++;
        return Task.FromResult<IDatabaseSession>(new MemorySession(this));
    }

    /// <summary>The rows of a table as they stand, for whoever judges them; what an open transaction has changed is seen.</summary>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public IReadOnlyCollection<Row> Rows(string table) =>
        _byName.TryGetValue(table, out var found) ? found.Rows : throw new ArgumentException($"There is no table {table}.", nameof(table));

    /// <summary>Empties all tables, and numbers them from 1 again.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    public void Clear()
    {
        if (InTransaction)
        {
            throw new InvalidOperationException("A transaction is open: end it or dispose of its session before the tables are emptied.");
        }

        foreach (var table in Frame.Tables)
        {
            table.Clear();
        }
    }
}
