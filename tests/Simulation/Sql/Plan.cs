namespace Integration.Simulation.Sql;

/// <summary>A statement, compiled for every database: it finds its tables in the frame.</summary>
internal abstract class Plan
{
    /// <summary>The highest number among the statement's parameters.</summary>
    public int ParameterCount { get; set; }

    /// <summary>The columns of the rows that it returns; nothing when it returns none.</summary>
    public abstract IReadOnlyList<string>? Columns { get; }

    /// <summary>What it does; the rows that it returns, or nothing when it is not of the kind that returns rows.</summary>
    public abstract Result? Run(Frame frame);
}

/// <summary>The session's business.</summary>
internal sealed class TransactionPlan(string verb) : Plan
{
    public string Verb => verb;

    public override IReadOnlyList<string>? Columns => null;

    public override Result Run(Frame frame) => throw new InvalidOperationException($"{verb} is for the session.");
}

/// <summary>A lock that nobody else can hold: one transaction is open at a time.</summary>
internal sealed class LockPlan(string function) : Plan
{
    public override IReadOnlyList<string> Columns => [function];

    public override Result Run(Frame frame) => new([function], null, [[null]]);
}

/// <summary>Rows that a statement returned.</summary>
/// <param name="Names">The columns.</param>
/// <param name="Map">Where each stands in a row; nothing when the rows have just these columns.</param>
/// <param name="Rows">Their values, which nobody changes any more.</param>
internal sealed record Result(string[] Names, int[]? Map, object?[][] Rows);

/// <summary>What a row gives back: columns as they stand, or values computed now.</summary>
internal sealed class Projection
{
    private readonly string[] _names;
    private readonly int[]? _map;
    private readonly Evaluate[] _values;

    public Projection(IReadOnlyList<Item> items, Scope scope, Compiler compiler)
    {
        _names = [.. items.Select(i => i.Name)];
        var columns = items.Select(i => i.Value is ColumnName name && scope.Resolve(name) is (0, var ordinal, _) ? ordinal : -1).ToArray();
        _map = columns.Contains(-1) ? null : columns;
        _values = [.. items.Select(i => compiler.Compile(i.Value))];
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The value of each item for the frame's rows.</summary>
    public object?[] Compute(Frame frame) => Array.ConvertAll(_values, value => value(frame));

    public Result Of(IReadOnlyList<Row> rows, Frame frame)
    {
        if (rows.Count == 0)
        {
            return new(_names, _map, []);
        }

        var values = new object?[rows.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = frame.Rows[0] = rows[i].Values;
            if (_map is null)
            {
                values[i] = Compute(frame);
            }
        }

        return new(_names, _map, values);
    }

    /// <summary>The one row of an aggregate.</summary>
    public Result One(Frame frame) => new(_names, null, [Compute(frame)]);
}
