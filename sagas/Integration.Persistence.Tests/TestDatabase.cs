using Integration.Persistence.Migrations;
using Npgsql;

namespace Integration.Persistence.Tests;

/// <summary>A database of its own on the real server that <c>deploy/local/test</c> starts.</summary>
public sealed class TestDatabase(string? server = null) : IAsyncLifetime
{
    private readonly string _name = "t" + Guid.NewGuid().ToString("N");

    public string ConnectionString { get; private set; } = "";

    public NpgsqlDataSource Source { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await CreateAsync();
        await SchemaMigrator.MigrateMessagingAsync(Source, CancellationToken.None);
    }

    public async Task CreateAsync()
    {
        await AdminAsync($"create database {_name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(Server) { Database = _name }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Source.DisposeAsync();
        await AdminAsync($"drop database {_name} with (force)");
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string fromWhere)
    {
        await using var command = Source.CreateCommand("select count(*) from " + fromWhere);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<string> TextAsync(string query)
    {
        await using var command = Source.CreateCommand(query);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits on a condition in the database, with a deadline.</summary>
    public async Task UntilAsync(string fromWhere, Func<long, bool> condition, int seconds = 90)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        long count;
        while (!condition(count = await CountAsync(fromWhere)))
        {
            deadline.IsCancellationRequested.ShouldBeFalse($"after {seconds} s, count(*) from {fromWhere} is {count}");
            await poll.WaitForNextTickAsync();
        }
    }

    private string Server => server
        ?? Environment.GetEnvironmentVariable("INTEGRATION_TEST_POSTGRES")
        ?? throw new InvalidOperationException("INTEGRATION_TEST_POSTGRES is not set: run deploy/local/test, which starts a server and sets it.");

    private async Task AdminAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
