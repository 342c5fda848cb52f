namespace Integration.Simulation.Sql;

/// <summary>A row as it stands. Its values are never changed in place: an update gives it others, so a reader keeps what it saw.</summary>
internal sealed class Row(TableSchema table, object?[] values)
{
    public object?[] Values { get; set; } = values;

    /// <summary>Where it stands among its table's rows.</summary>
    public int Position { get; set; }

    /// <summary>A column's value as Npgsql would give it; null for null.</summary>
    public object? this[string column] => Values[table.Ordinal(column)];

    /// <summary>A column's value; a nullable type takes null.</summary>
    public T Get<T>(string column) => (T)this[column]!;
}
