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

    [Fact]
    public async Task Should_know_every_command_that_is_named_and_name_every_command()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md"));
        var rows = Commands().Matches(Table().Match(text).Value).ToDictionary(m => m.Groups["name"].Value, m => Options().Matches(m.Groups["options"].Value).Select(o => o.Value).ToList());
        rows.Keys.ShouldBe(OperatorCommand.All.Select(c => c.Contract.Name), ignoreOrder: true);
        // What every command has, the text before the table says.
        string[] common = ["--payment", "--by", "--why"];
        foreach (var (name, options) in rows)
        {
            options.Except(common).ShouldBe(Options().Matches(OperatorCommand.Named(name)!.Usage).Select(o => o.Value).Except(common), ignoreOrder: true, name);
        }

        var lines = Lines().Matches(text).Select(m => m.Groups["words"].Value).ToList();
        lines.Count.ShouldBeGreaterThan(1);
        foreach (var words in lines.Select(l => Words().Matches(l).Select(w => w.Value.Trim('"')).ToList()))
        {
            OperatorCommand.Named(words[0]).ShouldNotBeNull(words[0]).Read(words[1..].ConvertAll(w => w == $"{Guid.Empty}" ? $"{Guid.NewGuid()}" : w)).ShouldNotBeEmpty();
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("^```sql\n(?<sql>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\| command \|.*\n(\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();

    /// <summary>A row of the table of commands.</summary>
    [GeneratedRegex(@"^\| `(?<name>[A-Z]\w+)`(?<options> \([^|]*\))? \| [^|]+ \| [^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Options();

    /// <summary>A line that gives a command, as it stands in a shell.</summary>
    [GeneratedRegex(@"(/app/service|PaymentWorker\.dll) command (?<words>[A-Z][^#\n]*)")]
    private static partial Regex Lines();

    [GeneratedRegex("[^\\s\"]+|\"[^\"]*\"")]
    private static partial Regex Words();
}
