using Integration.Persistence.Migrations;
using Npgsql;

namespace Integration.Persistence.Tests;

public sealed class When_ops_look : OrderSpec
{
    private readonly string _user = "ops" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Should_see_timers_dead_letters_and_lag_in_words()
    {
        await using var host = await OrderHost.StartAsync(Database);
        await host.PublishAsync(new PlaceOrder(Order, "O-1"));
        await StateIsAsync("Placed");
        await NothingInFlightAsync();
        await host.PublishAsync(new BreakOrder(Order));
        await Database.UntilAsync("ops.dead_letters", n => n == 1);

        (await Database.CountAsync(
            $"ops.scheduled where correlation_id = '{Order}' and message_type = 'urn:message:Integration.Persistence.Tests:OrderOverdue' " +
            "and destination like '%order-state' and due_at > now() + interval '50 minutes'")).ShouldBe(1);
        (await Database.CountAsync("ops.dead_letters where endpoint = 'order-state' and fault = 'this handler always fails' and failures = 1")).ShouldBe(1);
        await Database.UntilAsync("ops.outbox_lag where pending = 0 and in_retry = 0 and oldest_age = interval '0' and last_errors is null", n => n == 1);
    }

    [Fact]
    public async Task Should_see_the_views_and_nothing_else()
    {
        await using var reader = await ConnectAsReaderAsync();

        foreach (var view in new[] { "ops.dead_letters", "ops.dead_letter_actions", "ops.scheduled", "ops.outbox_lag", "ops.sessions" })
        {
            await CountAsync(reader, view);
        }

        foreach (var table in new[] { "messaging.outbox", "messaging.inbox", "messaging.journal", "messaging.dead_letters", "messaging.dead_letter_actions", "messaging.migrations", "orders" })
        {
            (await Should.ThrowAsync<PostgresException>(() => CountAsync(reader, table))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, table);
        }

        await using var delete = reader.CreateCommand("delete from ops.scheduled");
        (await Should.ThrowAsync<PostgresException>(delete.ExecuteNonQueryAsync)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        await DropReaderAsync();
    }

    [Fact]
    public async Task Should_see_what_a_service_does_in_the_database_and_cancel_it()
    {
        await using var service = await Database.Source.OpenConnectionAsync();
        await using var busy = new NpgsqlCommand("select 'a name of a customer', pg_sleep(600) from messaging.outbox right join (select 1) one on true", service);
        var running = busy.ExecuteScalarAsync();
        await Database.UntilAsync($"pg_stat_activity where pid = {service.ProcessID} and state = 'active'", n => n == 1);
        await using var reader = await ConnectAsReaderAsync();

        (await NumberAsync(reader, $"select count(*) from pg_stat_activity where pid = {service.ProcessID} and state is not null")).ShouldBe(0, "PostgreSQL shows it by itself");
        (await NumberAsync(reader, $"select count(*) from ops.sessions where pid = {service.ProcessID} and state = 'active' and wait_event = 'PgSleep' and query_age >= interval '0' and statement = 'select' and relation = 'messaging.outbox'")).ShouldBe(1);
        (await NumberAsync(reader, "select count(*) from ops.sessions s where s::text like '%customer%'")).ShouldBe(0);

        await using var cancel = reader.CreateCommand($"select ops.cancel_query({service.ProcessID})");
        (await cancel.ExecuteScalarAsync()).ShouldBe(true);
        (await Should.ThrowAsync<PostgresException>(() => running)).SqlState.ShouldBe(PostgresErrorCodes.QueryCanceled);
        (await Should.ThrowAsync<PostgresException>(cancel.ExecuteScalarAsync)).MessageText.ShouldContain("runs no query");
        await DropReaderAsync();
    }

    [Fact]
    public async Task Should_cancel_nothing_of_another_role()
    {
        await using var reader = await ConnectAsReaderAsync();
        await using var other = await reader.OpenConnectionAsync();
        await using var busy = new NpgsqlCommand("select pg_sleep(600)", other);
        var running = busy.ExecuteScalarAsync();
        await Database.UntilAsync($"pg_stat_activity where pid = {other.ProcessID} and state = 'active'", n => n == 1);

        await using var cancel = reader.CreateCommand($"select ops.cancel_query({other.ProcessID})");
        (await Should.ThrowAsync<PostgresException>(cancel.ExecuteScalarAsync)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        await Database.ExecuteAsync($"select pg_cancel_backend({other.ProcessID})");
        (await Should.ThrowAsync<PostgresException>(() => running)).SqlState.ShouldBe(PostgresErrorCodes.QueryCanceled);
        await other.CloseAsync();
        await DropReaderAsync();
    }

    /// <summary>Whoever is no member of <c>ops_reader</c> gets neither.</summary>
    [Fact]
    public async Task Should_show_sessions_to_nobody_else()
    {
        (await Database.CountAsync("pg_proc where pronamespace = 'ops'::regnamespace and has_function_privilege('ops_reader', oid, 'execute')")).ShouldBe(2);
        await Database.ExecuteAsync($"create role {_user} login");
        (await Database.CountAsync($"pg_proc where pronamespace = 'ops'::regnamespace and has_function_privilege('{_user}', oid, 'execute')")).ShouldBe(0);
        await DropReaderAsync();
    }

    [Fact]
    public async Task Should_show_no_body_and_no_header()
    {
        await Database.UntilAsync(
            "information_schema.columns where table_schema = 'ops' and column_name in ('body', 'headers', 'stack', 'properties', 'query')", n => n == 0);
        (await Database.CountAsync("information_schema.views where table_schema = 'ops'")).ShouldBe(5);
    }

    /// <summary>On many managed servers the migrating user may create schemas, and no roles.</summary>
    [Fact]
    public async Task Should_migrate_without_the_right_to_create_roles()
    {
        var database = new TestDatabase();
        await database.CreateAsync();
        await database.ExecuteAsync($"create role {_user} login; do $$ begin execute format('grant all on database %I to {_user}', current_database()); end $$");
        await using (var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = _user }.ConnectionString))
        {
            await SchemaMigrator.MigrateMessagingAsync(source, CancellationToken.None);
        }

        (await database.CountAsync("ops.dead_letters")).ShouldBe(0);
        await database.DisposeAsync();
        await Database.ExecuteAsync($"drop role {_user}");
    }

    private async Task<NpgsqlDataSource> ConnectAsReaderAsync()
    {
        await Database.ExecuteAsync($"create role {_user} login in role ops_reader");
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = _user, Pooling = false }.ConnectionString);
    }

    private Task DropReaderAsync() => Database.ExecuteAsync($"drop role {_user}");

    private static async Task<long> NumberAsync(NpgsqlDataSource reader, string query)
    {
        await using var command = reader.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task CountAsync(NpgsqlDataSource reader, string what)
    {
        await using var command = reader.CreateCommand("select count(*) from " + what);
        await command.ExecuteScalarAsync();
    }
}
