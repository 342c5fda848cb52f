using System.Text.RegularExpressions;
using Integration.Conventions;
using Integration.Hosting.Startup;
using Integration.Persistence.Tests;
using Integration.Standalone;
using Npgsql;

namespace Integration.Acceptance;

/// <summary>The lines of deploy/azure/README.md that an administrator runs once: what they give the services' role is enough, and no more than their own schemas.</summary>
public sealed partial class When_the_services_have_an_ordinary_role : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly string _role = "services_" + Guid.NewGuid().ToString("N");

    public Task InitializeAsync() => _database.CreateAsync();

    public async Task DisposeAsync()
    {
        await _database.ExecuteAsync($"drop owned by {_role} cascade; drop role {_role}");
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_migrate_every_schema_and_own_nothing_else()
    {
        await PrepareAsync();
        await using (var product = StandaloneService.Build(
        [
            $"--ConnectionStrings:Integration={new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = _role }.ConnectionString}",
            "--Gateways:Stripe:SecretKey=sk_test_sandbox", "--Webhooks:Stripe:SigningSecrets:0=whsec_test",
            "--Crm:Provider=HubSpot", "--ExternalApis:crm:Auth:ApiKey:Key=pat-nobody", "--ExternalApis:crm:BaseAddress=http://127.0.0.1:1",
        ]))
        {
            await ServiceRunner.MigrateOwnedAsync(product);
        }

        (await _database.CountAsync($"pg_roles where rolname = '{_role}' and not (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)")).ShouldBe(1);
        (await _database.CountAsync($"pg_namespace where nspowner = '{_role}'::regrole and nspname in ('messaging', 'payments', 'webhooks', 'crm', 'ops')")).ShouldBe(5);
        (await _database.CountAsync($"pg_database where datdba = '{_role}'::regrole")).ShouldBe(0);
        (await _database.CountAsync("pg_class where oid = 'ops.payments'::regclass and has_table_privilege('ops_reader', oid, 'select')")).ShouldBe(1);
        (await _database.CountAsync("pg_class where oid = 'webhooks.bodies'::regclass and has_table_privilege('webhook_body_reader', oid, 'select')")).ShouldBe(1);
    }

    /// <summary>As the README says it, for this test's own database and a role of its own. The other roles are the server's, and another test may have made them.</summary>
    private async Task PrepareAsync()
    {
        var lines = Block().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "azure", "README.md"))).Groups["sql"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5);
        var database = new NpgsqlConnectionStringBuilder(_database.ConnectionString).Database;
        foreach (var line in lines.Where(line => !line.StartsWith('\\')))
        {
            var sql = line.Replace("integration_services", _role, StringComparison.Ordinal).Replace("database integration ", $"database {database} ", StringComparison.Ordinal);
            await _database.ExecuteAsync($"do $$ begin {sql} exception when duplicate_object or unique_violation then null; end $$");
        }
    }

    [GeneratedRegex("^```sql\n(?<sql>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
