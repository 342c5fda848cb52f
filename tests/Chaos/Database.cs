using System.Globalization;
using Npgsql;

namespace Integration.Chaos;

/// <summary>A database of its own, on the server that the command or the tests started unless another is named.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string _name;
    private readonly string _server;

    private Database(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 120 }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    private static string Server => Environment.GetEnvironmentVariable("INTEGRATION_TEST_POSTGRES")
        ?? throw new InvalidOperationException("INTEGRATION_TEST_POSTGRES is not set: run deploy/local/chaos, which starts a server and sets it.");

    public static async Task<Database> CreateAsync(string? server = null)
    {
        var name = $"chaos_{Guid.NewGuid():N}";
        await AdminAsync(server ?? Server, $"create database {name}");
        return new Database(server ?? Server, name);
    }

    public async Task<long> NumberAsync(string sql, object? parameter = null)
    {
        await using var command = Source.CreateCommand(sql);
        if (parameter is not null)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Every row as its columns' values.</summary>
    public async Task<List<object?[]>> RowsAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }

        return rows;
    }

    /// <summary>Rows as text, columns between bars.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string sql) =>
        [.. (await RowsAsync(sql)).Select(row => string.Join(" | ", row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))))];

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await AdminAsync(_server, $"drop database {_name} with (force)");
    }

    private static async Task AdminAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
