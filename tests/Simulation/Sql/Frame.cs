using Npgsql;

namespace Integration.Simulation.Sql;

/// <summary>An expression, compiled: its value for the rows and parameters of a frame.</summary>
internal delegate object? Evaluate(Frame frame);

/// <summary>What a statement sees while it runs. One per database, used again and again: statements run one after the other.</summary>
/// <param name="tables">By their ordinal in the schema.</param>
internal sealed class Frame(IReadOnlyList<Table> tables)
{
    /// <summary>The deepest nesting of rows: a table, what an insert excluded, and a subquery.</summary>
    public const int Slots = 4;

    public IReadOnlyList<Table> Tables => tables;

    /// <summary>The current row of each of the statement's tables.</summary>
    public object?[][] Rows { get; } = new object?[Slots][];

    private readonly List<List<Row>> _derived = [];

    public object?[] Parameters { get; private set; } = new object?[128];

    /// <summary>What the rows add up to, of a query that aggregates.</summary>
    public object?[] Aggregates { get; set; } = [];

    /// <summary>Rows a statement has found, before it changes them.</summary>
    public List<Row> Found { get; } = [];

    /// <summary>The rows of a table or of a query within the statement.</summary>
    public IReadOnlyList<Row> RowsOf(int number) => number < 0 ? _derived[~number] : tables[number].Rows;

    /// <summary>Keeps what a query within the statement returned.</summary>
    public void Derive(TableSchema query, Result result)
    {
        while (_derived.Count <= ~query.Number)
        {
            _derived.Add([]);
        }

        _derived[~query.Number] = [.. result.Rows.Select(values => new Row(query, result.Map is { } map ? Array.ConvertAll(map, column => values[column]) : values))];
    }

    /// <exception cref="PostgresException">42P02: the statement names more parameters than there are.</exception>
    public void Bind(NpgsqlParameterCollection parameters, int wanted)
    {
        if (parameters.Count < wanted)
        {
            throw SqlError.Of("42P02", $"there is no parameter ${parameters.Count + 1}");
        }

        if (parameters.Count > Parameters.Length)
        {
            Parameters = new object?[parameters.Count];
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            Parameters[i] = SqlTypes.FromParameter(parameters[i]);
        }
    }
}
