using System.Globalization;
using Integration.Benchmarks.Flow;
using Integration.Persistence.Migrations;
using Npgsql;

namespace Integration.Benchmarks;

/// <summary>A database of its own for one contender, on the server that <c>deploy/local/bench</c> starts.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string _name;

    private Database(string name, string connectionString)
    {
        _name = name;
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<Database> CreateAsync(string purpose)
    {
        var name = $"bench_{purpose}_{Guid.NewGuid():N}";
        await AdminAsync($"create database {name}");
        return new Database(name, new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString);
    }

    /// <summary>With the spine's schema and the saga's table.</summary>
    public static async Task<Database> CreateMigratedAsync(string purpose)
    {
        var database = await CreateAsync(purpose);
        await SchemaMigrator.MigrateMessagingAsync(database.Source, CancellationToken.None);
        await database.ExecuteAsync(PaymentSaga.Table);
        return database;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 1800;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> NumberAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The server's position in its write-ahead log: what a run really made it write.</summary>
    public Task<long> LogBytesAsync() => NumberAsync("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await AdminAsync($"drop database {_name} with (force)");
    }

    private static string Server => Environment.GetEnvironmentVariable("INTEGRATION_TEST_POSTGRES")
        ?? throw new InvalidOperationException("INTEGRATION_TEST_POSTGRES is not set: run deploy/local/bench, which starts a server and sets it.");

    private static async Task AdminAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
