namespace Integration.Simulation.Sql;

/// <summary>Runs queries that may change rows, one after the other, each of which sees what those before it returned; then the statement itself. In PostgreSQL none of them sees what another has
/// changed in the tables: the product's statements do not look.</summary>
internal sealed class WithPlan : Plan
{
    private readonly List<(Plan Plan, TableSchema? Rows)> _queries = [];
    private readonly Plan _statement;

    public WithPlan(With with, Relations relations)
    {
        foreach (var (name, query) in with.Queries)
        {
            var plan = Plans.Compile(query, relations);
            _queries.Add((plan, plan.Columns is { } columns ? relations.Add(name, columns) : null));
        }

        _statement = Plans.Compile(with.Statement, relations);
    }

    public override IReadOnlyList<string>? Columns => _statement.Columns;

    public override Result? Run(Frame frame)
    {
        foreach (var (plan, rows) in _queries)
        {
            var result = plan.Run(frame);
            if (rows is not null)
            {
                frame.Derive(rows, result!);
            }
        }

        return _statement.Run(frame);
    }
}
