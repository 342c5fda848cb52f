using System.Data.Common;
using Integration.Persistence.Database;
using Npgsql;

namespace Integration.Persistence.Sql;

/// <summary>Statements outside of a unit of work, each on a connection of its own.</summary>
public static class Commands
{
    /// <summary>Runs it; the number of rows it changed.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlDataSource source, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All its rows.</summary>
    public static async Task<IReadOnlyList<T>> RowsAsync<T>(
        this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Its first row, or nothing.</summary>
    public static async Task<T?> RowAsync<T>(
        this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
        where T : class => await source.RowsAsync(sql, read, cancellationToken, parameters) is [var first, ..] ? first : null;

    /// <summary>Runs it.</summary>
    public static async Task ExecuteAsync(this IDatabase database, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await session.ExecuteAsync([Command(sql, parameters)], cancellationToken);
    }

    /// <summary>All its rows.</summary>
    public static async Task<IReadOnlyList<T>> RowsAsync<T>(
        this IDatabase database, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = new List<T>();
        await using var reader = await session.QueryAsync([Command(sql, parameters)], cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Its first row, or nothing.</summary>
    public static async Task<T?> RowAsync<T>(
        this IDatabase database, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
        where T : class => await database.RowsAsync(sql, read, cancellationToken, parameters) is [var first, ..] ? first : null;

    private static NpgsqlBatchCommand Command(string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
