using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Sql;

public sealed class When_the_model_is_compared_with_PostgreSQL(MigratedDatabase real) : IClassFixture<MigratedDatabase>
{
    private const int Seeds = 3;
    private const int Rounds = 4;
    private const int Calls = 1_200;
    private readonly MemoryDatabase _model = new();

    [Fact]
    public async Task Should_have_the_same_tables()
    {
        var columns = Schema.Product.Tables.SelectMany(t => t.Columns.Select(c => Outcome.Text([t.FullName, c.Name, c.Type.ToString(), c.Required, c.Default is not null])));
        (await real.RowsAsync(
            """
            select table_schema || '.' || table_name, column_name, case data_type when 'timestamp with time zone' then 'Timestamp' else initcap(data_type) end,
                is_nullable = 'NO', column_default is not null
            from information_schema.columns where table_schema in ('messaging', 'payments', 'crm') and table_name <> 'migrations' and table_name not like 'journal_%'
            """)).ShouldBe(columns.Order(StringComparer.Ordinal));
        var constraints = Schema.Product.Tables.SelectMany(t => t.Checks.Select(c => c.Name).Concat(t.Unique.Select(u => u.Name)).Select(name => Outcome.Text([t.FullName, name])));
        (await real.RowsAsync(
            """
            select conrelid::regclass::text, conname::text from pg_constraint where contype = 'c' and connamespace::regnamespace::text in ('messaging', 'payments', 'crm')
            union select indrelid::regclass::text, relname::text from pg_index join pg_class c on c.oid = indexrelid
                where indisunique and relnamespace::regnamespace::text in ('messaging', 'payments', 'crm') and indrelid::regclass::text not like '%.migrations'
            """)).ShouldBe(constraints.Order(StringComparer.Ordinal));
    }

    /// <summary>Keys of several lengths and bytes, what has to be escaped, and nothing.</summary>
    [Theory]
    [InlineData("""{"b":1,"a":"x","state":"open","code":"c"}""", """{"code":null,"aa":-12,"b":"y"}""")]
    [InlineData("""{"é":"ä\u20ac","zz":"\"\\\/\b\f\n\r\t\u001f\u007f","ab":true,"code":{"y":[1,{"b":2,"a":[]}],"x":false}}""", "{}")]
    [InlineData("{}", """{"a":1,"a":2,"At":"2026-01-05T09:00:00+00:00"}""")]
    public async Task Should_keep_jsonb_as_the_server_does(string one, string other)
    {
        const string sql = "select ($1 - 'code') || $2, $2 || $1, ($1 - 'code') <> $1, $1 = $2";
        await using var command = real.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = one, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = other, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        await using var rows = await command.ExecuteReaderAsync();
        var (left, right) = (Jsonb.Parse(one), Jsonb.Parse(other));

        (await Outcome.RowsAsync(rows)).ShouldBe([Outcome.Text([left.Without("code").With(right), right.With(left), !left.Without("code").Equals(left), left.Equals(right)])]);
    }

    [Fact]
    public async Task Should_give_the_same_rows_errors_and_tables()
    {
        var statements = new List<PreparedStatement>();
        foreach (var (name, sql) in ProductStatements.All)
        {
            statements.Add(await PreparedStatement.OfAsync(real, name, sql));
        }

        var outcomes = new Dictionary<string, HashSet<string>>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            await PlayAsync(seed, statements, outcomes);
        }

        // It would prove little if a statement had always failed, or never found anything.
        var dull = outcomes.Where(o => !o.Value.Any(text => text.Length > 0 && !IsError(text)) && Returns(o.Key)).Select(o => o.Key);
        dull.ShouldBeEmpty();
        outcomes.Where(o => o.Value.All(IsError)).Select(o => o.Key).ShouldBeEmpty();
        outcomes.Values.SelectMany(o => o).Where(IsError).Select(text => text[..5]).Distinct().Order().ShouldBe(["23502", "23505", "23514", "25P02"]);
        outcomes.Count.ShouldBe(statements.Count);

        bool Returns(string name) => Plans.For(statements.Single(s => s.Name == name).Sql) is SelectPlan;
    }

    private async Task PlayAsync(int seed, List<PreparedStatement> statements, Dictionary<string, HashSet<string>> outcomes)
    {
        var draw = new Draw(seed);
        for (var round = 0; round < Rounds; round++)
        {
            await ClearAsync();
            for (var call = 0; call < Calls;)
            {
                call += await PlayAsync(statements, draw, outcomes, $"seed {seed}, round {round}, call {call}");
            }

            await CompareTablesAsync($"seed {seed}, round {round}");
        }
    }

    private static bool IsError(string outcome) => outcome.Length > 5 && outcome[..5] is "23502" or "23505" or "23514" or "25P02" or "22003";

    /// <summary>One call by itself, several in one round trip, or a transaction; the same on both sides.</summary>
    private async Task<int> PlayAsync(List<PreparedStatement> statements, Draw draw, Dictionary<string, HashSet<string>> outcomes, string where)
    {
        await using var theirs = await new PostgresDatabase(real.Source).OpenAsync(default);
        await using var ours = await _model.OpenAsync(default);
        var transaction = draw.Chance(0.3);
        var count = draw.Chance(0.5) ? 1 : 1 + draw.Below(5);
        if (transaction)
        {
            await SameAsync(() => [new("BEGIN")], "BEGIN");
        }

        for (var i = 0; i < count; i++)
        {
            List<(PreparedStatement Statement, object?[] Values)> drawn = [.. Enumerable.Range(0, draw.Chance(0.2) ? 2 : 1).Select(_ => statements[draw.Below(statements.Count)]).Select(s => (s, draw.Values(s)))];
            var outcome = await SameAsync(() => [.. drawn.Select(d => Draw.Command(d.Statement, d.Values))], string.Join(" + ", drawn.Select(d => $"{d.Statement.Name}({Outcome.Text(d.Values)})")));
            if (drawn.Count == 1)
            {
                (outcomes.TryGetValue(drawn[0].Statement.Name, out var seen) ? seen : outcomes[drawn[0].Statement.Name] = []).Add(outcome);
            }
        }

        if (transaction)
        {
            var end = draw.Chance(0.7) ? "COMMIT" : "ROLLBACK";
            await SameAsync(() => [new(end)], end);
        }

        return count;

        async Task<string> SameAsync(Func<NpgsqlBatchCommand[]> commands, string what)
        {
            var expected = await Outcome.OfAsync(theirs, commands());
            (await Outcome.OfAsync(ours, commands())).ShouldBe(expected, $"{where}: {what}");
            return expected;
        }
    }

    private async Task ClearAsync()
    {
        await using var truncate = real.Source.CreateCommand($"truncate {string.Join(", ", Schema.Product.Tables.Select(t => t.FullName))} restart identity");
        await truncate.ExecuteNonQueryAsync();
        _model.Clear();
    }

    private async Task CompareTablesAsync(string where)
    {
        foreach (var table in Schema.Product.Tables)
        {
            var ours = _model.Rows(table.FullName).Select(row => Outcome.Text(row.Values)).Order(StringComparer.Ordinal);
            (await real.RowsAsync($"select {string.Join(", ", table.Columns.Select(c => c.Name))} from {table.FullName}")).ShouldBe(ours, ignoreOrder: false, customMessage: $"{where}: {table.FullName}");
        }
    }
}
