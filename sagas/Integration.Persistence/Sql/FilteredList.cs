using Npgsql;

namespace Integration.Persistence.Sql;

/// <summary>Reads a list whose filters may be absent (<c>$1 is null or …</c>). PostgreSQL plans it for the values at hand: an absent filter vanishes, and how common a value is decides the index. A plan
/// that has to serve every caller would read the whole table (docs/performance.md).</summary>
public static class FilteredList
{
    // Until the end of the transaction, which is this batch.
    private const string PlanEachTime = "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    /// <summary>All rows of the query, in one round trip.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        NpgsqlDataSource source, string sql, IEnumerable<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        var query = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            query.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(PlanEachTime));
        batch.BatchCommands.Add(query);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        var found = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(read(rows));
        }

        return found;
    }
}
