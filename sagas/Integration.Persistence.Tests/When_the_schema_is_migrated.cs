using Integration.Persistence.Migrations;
using Npgsql;

namespace Integration.Persistence.Tests;

public sealed class When_the_schema_is_migrated
{
    [Fact]
    public async Task Should_be_safe_twice_and_concurrently()
    {
        var database = new TestDatabase();
        await database.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateOnItsOwnAsync(database.ConnectionString)));
        var tables = await database.CountAsync("pg_class where relnamespace = 'messaging'::regnamespace");
        await MigrateOnItsOwnAsync(database.ConnectionString);

        (await database.CountAsync("messaging.migrations")).ShouldBe(4);
        (await database.CountAsync("pg_class where relnamespace = 'messaging'::regnamespace")).ShouldBe(tables);
        (await database.CountAsync("pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())")).ShouldBe(0);
        await database.DisposeAsync();
    }

    /// <summary>The role belongs to the server, not to the database: the lock of one database does not cover it.</summary>
    [Fact]
    public async Task Should_be_safe_in_several_databases_of_one_server_at_once()
    {
        await using var server = new LocalPostgres();
        await server.StartAsync();
        var databases = Enumerable.Range(0, 4).Select(_ => new TestDatabase(server.Server)).ToList();
        foreach (var database in databases)
        {
            await database.CreateAsync();
        }

        await Task.WhenAll(databases.Select(database => MigrateOnItsOwnAsync(database.ConnectionString)));
        foreach (var database in databases)
        {
            (await database.CountAsync("information_schema.role_table_grants where table_schema = 'ops' and grantee = 'ops_reader' and privilege_type = 'SELECT'")).ShouldBe(4);
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task Should_refuse_a_schema_newer_than_the_code()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        await database.ExecuteAsync("insert into messaging.migrations values ('29990101000000_Future', '99')");

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => MigrateOnItsOwnAsync(database.ConnectionString));
        refusal.Message.ShouldBe("Schema messaging is newer than this program: it has 29990101000000_Future. Deploy the newer program, or restore an older database.");
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Should_refuse_a_server_that_is_too_old()
    {
        var database = new TestDatabase();
        await database.CreateAsync();
        var version = (await database.TextAsync("show server_version")).Split('.')[0];
        using (var proxy = new PostgresProxy(database.ConnectionString) { Version = (version + ".", "14.") })
        {
            var refusal = await Should.ThrowAsync<InvalidOperationException>(() => MigrateOnItsOwnAsync(proxy.ConnectionString));
            refusal.Message.ShouldStartWith("PostgreSQL 14.");
            refusal.Message.ShouldEndWith("is too old: version 15 or newer is needed.");
        }

        (await database.CountAsync("pg_namespace where nspname = 'messaging'")).ShouldBe(0);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Should_say_so_when_nobody_is_there()
    {
        var failure = await Should.ThrowAsync<NpgsqlException>(() => MigrateOnItsOwnAsync("Host=127.0.0.1;Port=1;Username=integration;Database=none"));
        failure.Message.ShouldContain("127.0.0.1:1");
    }

    private static async Task MigrateOnItsOwnAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await SchemaMigrator.MigrateMessagingAsync(source, CancellationToken.None);
    }
}
