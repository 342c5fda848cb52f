namespace Integration.Simulation.Sql;

/// <param name="Name">The column it is written to or compared with; empty when there is none.</param>
/// <param name="Type">As PostgreSQL infers it.</param>
/// <param name="Column">The column that it is written to.</param>
internal sealed record PreparedParameter(string Name, string Type, Column? Column);

/// <summary>A statement of the product with what PostgreSQL says of its parameters.</summary>
internal sealed record PreparedStatement(string Name, string Sql, IReadOnlyList<PreparedParameter> Parameters)
{
    public static async Task<PreparedStatement> OfAsync(MigratedDatabase database, string name, string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using (var prepare = new Npgsql.NpgsqlCommand($"prepare it{(ProductStatements.Types.TryGetValue(name, out var told) ? $" ({told})" : "")} as {sql}", connection))
        {
            await prepare.ExecuteNonQueryAsync();
        }

        await using var ask = new Npgsql.NpgsqlCommand("select parameter_types::text[] from pg_prepared_statements where name = 'it'", connection);
        var types = (string[])(await ask.ExecuteScalarAsync())!;
        await using (var forget = new Npgsql.NpgsqlCommand("deallocate it", connection))
        {
            await forget.ExecuteNonQueryAsync();
        }

        var uses = Uses(StatementParser.Parse(sql)).ToLookup(u => u.Number);
        return new(name, sql, [.. types.Select((type, i) => new PreparedParameter(
            uses[i + 1].FirstOrDefault().Name ?? "", type, uses[i + 1].Select(u => u.Written).FirstOrDefault(c => c is not null)))]);
    }

    private static IEnumerable<(int Number, string Name, Column? Written)> Uses(Statement statement) => statement switch
    {
        Insert insert => insert.Columns.Zip(insert.Values ?? insert.Query!.Items.Select(i => i.Value), (column, value) => Written(insert.Target, column, value)).SelectMany(u => u)
            .Concat(Compared(insert.Query?.Where)),
        Update update => update.Set.SelectMany(s => Written(update.Target, s.Column, s.Value)).Concat(Compared(update.Where)),
        Select select => Compared(select.Where).Concat(select.Limit is Parameter limit ? [(limit.Number, "limit", null)] : []),
        Delete delete => Compared(delete.Where),
        With with => with.Queries.SelectMany(q => Uses(q.Query)).Concat(Uses(with.Statement)),
        _ => [],
    };

    /// <summary>A parameter that stands by itself is the column's new value; one in an expression has its name only.</summary>
    private static IEnumerable<(int, string, Column?)> Written(TableName table, string column, Node value) => value switch
    {
        Parameter parameter => [(parameter.Number, column, Column(table, column))],
        Call call => call.Arguments.OfType<Parameter>().Select(p => (p.Number, column, call.Name == "coalesce" ? Column(table, column) : null)),
        Case choice => choice.Arms.Select(a => a.Then).OfType<Parameter>().Select(p => (p.Number, column, (Column?)null)),
        _ => [],
    };

    private static Column Column(TableName table, string column) => Schema.Product.Table(table.Name) is var schema ? schema.Columns[schema.Ordinal(column)] : throw new KeyNotFoundException(column);

    private static IEnumerable<(int, string, Column?)> Compared(Node? where) => where switch
    {
        Binary { Left: ColumnName column, Right: Parameter parameter } => [(parameter.Number, column.Name, null)],
        Binary both => Compared(both.Left).Concat(Compared(both.Right)),
        _ => [],
    };
}
