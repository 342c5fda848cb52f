using System.Text.RegularExpressions;
using Integration.Conventions;
using Integration.Hosting.Startup;
using Integration.Persistence.Tests;
using Integration.Standalone;
using Npgsql;

namespace Integration.Acceptance;

/// <summary>Whoever is woken has the rights of <c>ops_reader</c>, and asks what docs/runbook.md says.</summary>
public sealed partial class When_the_runbook_is_followed : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        await using var product = StandaloneService.Build(
        [
            $"--ConnectionStrings:Integration={_database.ConnectionString}", "--Gateways:Stripe:SecretKey=sk_test_sandbox", "--Webhooks:Stripe:SigningSecrets:0=whsec_test",
            "--Crm:Provider=HubSpot", "--ExternalApis:crm:Auth:ApiKey:Key=pat-nobody", "--ExternalApis:crm:BaseAddress=http://127.0.0.1:1",
        ]);
        await ServiceRunner.MigrateOwnedAsync(product);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_get_an_answer_to_every_query()
    {
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md"))).Select(m => m.Groups["sql"].Value).ToList();
        blocks.Count.ShouldBeGreaterThan(15);
        await using var connection = await _database.Source.OpenConnectionAsync();
        await ExecuteAsync(connection, "set role ops_reader");
        var failed = new List<string>();
        foreach (var sql in blocks)
        {
            try
            {
                await ExecuteAsync(connection, sql);
            }
            catch (PostgresException failure)
            {
                failed.Add($"{failure.MessageText}: {sql}");
            }
        }

        failed.ShouldBeEmpty();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("^```sql\n(?<sql>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
