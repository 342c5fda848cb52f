using Integration.CrmSync.Persistence;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Migrations;
using Npgsql;

namespace Integration.Simulation.Sql;

/// <summary>A database of its own on the real server that <c>deploy/local/test</c> starts, with the product's tables.</summary>
public sealed class MigratedDatabase : IAsyncLifetime
{
    private readonly string _name = "t" + Guid.NewGuid().ToString("N");

    public NpgsqlDataSource Source { get; private set; } = null!;

    private static string Server => Environment.GetEnvironmentVariable("INTEGRATION_TEST_POSTGRES")
        ?? throw new InvalidOperationException("INTEGRATION_TEST_POSTGRES is not set: run deploy/local/test, which starts a server and sets it.");

    public async Task InitializeAsync()
    {
        await AdminAsync($"create database {_name}");
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Database = _name }.ConnectionString);
        await SchemaMigrator.MigrateMessagingAsync(Source, CancellationToken.None);
        await SchemaMigrator.MigrateAsync<PaymentsContext>(Source, PaymentsContext.Schema, options => new(options), CancellationToken.None);
        await SchemaMigrator.MigrateAsync<CrmContext>(Source, CrmContext.Schema, options => new(options), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Source.DisposeAsync();
        await AdminAsync($"drop database {_name} with (force)");
    }

    /// <summary>Each row as text, nulls as nothing.</summary>
    public async Task<List<string>> RowsAsync(string query)
    {
        await using var command = Source.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync();
        return await Outcome.RowsAsync(rows);
    }

    private static async Task AdminAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
