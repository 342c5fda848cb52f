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

        (await database.CountAsync("messaging.migrations")).ShouldBe(5);
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
            (await database.CountAsync("information_schema.role_table_grants where table_schema = 'ops' and grantee = 'ops_reader' and privilege_type = 'SELECT'")).ShouldBe(5);
            await database.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("29990101000000_Breaking_Future", "Schema messaging is newer than this program, which cannot run on it: it has 29990101000000_Breaking_Future. Deploy the newer program, or restore an older database.")]
    [InlineData("29990101000000_Future", null)]
    public async Task Should_refuse_a_newer_schema_only_when_it_says_that_older_programs_cannot_run(string newer, string? refusal)
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        await database.ExecuteAsync($"insert into messaging.migrations values ('{newer}', '99')");

        var failure = await Record.ExceptionAsync(() => MigrateOnItsOwnAsync(database.ConnectionString));
        (failure?.Message).ShouldBe(refusal);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Should_refuse_a_schema_that_has_what_the_code_does_not_know_and_lacks_what_it_brings()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        await database.ExecuteAsync("""update messaging.migrations set "MigrationId" = '29990101000000_Future' where "MigrationId" like '%_DeadLetterLists'""");

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => MigrateOnItsOwnAsync(database.ConnectionString));
        refusal.Message.ShouldBe(
            "Schema messaging is not this program's: it has 29990101000000_Future, which the program does not know, and lacks 20261202000000_DeadLetterLists. Deploy a program that knows both.");
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
