namespace Integration.Simulation.Sql;

/// <summary>What a statement can name in <c>from</c>: the product's tables, and the rows of its own queries.</summary>
internal sealed class Relations(Schema schema)
{
    private readonly Dictionary<string, TableSchema> _queries = [];

    /// <summary>A table by its full name, or a query of this statement.</summary>
    public TableSchema Table(string name) => _queries.TryGetValue(name, out var query) ? query
        : name.Contains('.', StringComparison.Ordinal) ? schema.Table(name)
        : throw SqlError.Of("42P01", $"relation \"{name}\" does not exist");

    /// <summary>Names a query's rows. Nothing is stored in them, so that their columns need no types: an expression says what its value is.</summary>
    public TableSchema Add(string name, IReadOnlyList<string> columns)
    {
        var query = new TableSchema($"with.{name}") { Number = ~_queries.Count };
        foreach (var column in columns)
        {
            query.Add(new Column(column, SqlType.Text, null));
        }

        _queries.Add(name, query);
        return query;
    }
}
