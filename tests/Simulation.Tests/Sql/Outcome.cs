using System.Data.Common;
using System.Globalization;
using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Simulation.Sql;

/// <summary>What a call came to, as text: its rows in any order, or its error and whose constraint it was.</summary>
internal static class Outcome
{
    public static async Task<string> OfAsync(IDatabaseSession session, params NpgsqlBatchCommand[] commands)
    {
        try
        {
            await using var rows = await session.QueryAsync(commands, CancellationToken.None);
            var results = new List<string>();
            do
            {
                results.Add(string.Join("; ", await RowsAsync(rows)));
            }
            while (await rows.NextResultAsync());
            return string.Join(" | ", results);
        }
        catch (PostgresException failure)
        {
            // The model has no partitions: a month of the journal is the journal.
            var table = failure.TableName is { } name && name.StartsWith("journal_", StringComparison.Ordinal) ? "journal" : failure.TableName;
            return $"{failure.SqlState} {failure.SchemaName}.{table} {failure.ConstraintName} {failure.ColumnName}";
        }
    }

    public static async Task<List<string>> RowsAsync(DbDataReader rows)
    {
        var texts = new List<string>();
        while (await rows.ReadAsync())
        {
            texts.Add(Text(Enumerable.Range(0, rows.FieldCount).Select(i => rows.IsDBNull(i) ? null : rows.GetValue(i))));
        }

        texts.Sort(StringComparer.Ordinal);
        return texts;
    }

    public static string Text(IEnumerable<object?> values) => string.Join(',', values.Select(value => value switch
    {
        null => "",
        DateTime time => time.Ticks.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"'{value}'",
    }));
}
