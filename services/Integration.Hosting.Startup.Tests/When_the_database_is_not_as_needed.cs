using Integration.Persistence.Tests;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_the_database_is_not_as_needed : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_give_up_in_one_line_when_nobody_answers()
    {
        var port = ServiceProcess.FreePort();
        var (code, output) = await StartAsync([], $"Host=127.0.0.1;Port={port};Username=x;Database=y", ("Persistence__WaitForPostgresSeconds", "1"));

        code.ShouldBe(1, output);
        OnlyLine(output).ShouldStartWith($"WebhookIngress cannot start: PostgreSQL at 127.0.0.1:{port}, database y did not answer within 1 s: ");
    }

    [Fact]
    public async Task Should_give_up_at_once_when_the_server_refuses()
    {
        var (code, output) = await StartAsync([], _database.ConnectionString.Replace("Database=t", "Database=none", StringComparison.Ordinal));

        code.ShouldBe(1, output);
        OnlyLine(output).ShouldContain("does not exist (3D000)");
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Should_refuse_a_newer_schema_that_older_programs_cannot_run_on_whether_it_migrates_or_not(string migrate)
    {
        (await StartAsync(["migrate"], _database.ConnectionString)).Code.ShouldBe(0);
        await _database.ExecuteAsync("insert into webhooks.migrations values ('29990101000000_Breaking_Future', '99')");

        var (code, output) = await StartAsync([], _database.ConnectionString, ("Persistence__MigrateAtStart", migrate));
        code.ShouldBe(1, output);
        OnlyLine(output).ShouldContain("newer than this program, which cannot run on it: it has 29990101000000_Breaking_Future");
    }

    /// <summary>A roll-back, and what dies while a newer version is rolled out.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Should_run_on_a_schema_to_which_a_newer_program_has_only_added(string migrate)
    {
        (await StartAsync(["migrate"], _database.ConnectionString)).Code.ShouldBe(0);
        await _database.ExecuteAsync("insert into webhooks.migrations values ('29990101000000_Future', '99')");

        using var client = new HttpClient();
        using var process = IngressProcess.Start([], Settings(_database.ConnectionString, ("Persistence__MigrateAtStart", migrate)));
        await process.ReadyAsync(client);
        process.Output.ShouldContain("Schema webhooks is newer than this program, which runs on it all the same: it has 29990101000000_Future");
    }

    [Fact]
    public async Task Should_name_the_command_when_it_may_not_migrate()
    {
        var (code, output) = await StartAsync([], _database.ConnectionString, ("Persistence__MigrateAtStart", "false"));

        code.ShouldBe(1, output);
        OnlyLine(output).ShouldContain("run `WebhookIngress migrate`, or set Persistence__MigrateAtStart=true");
        (await _database.CountAsync("pg_namespace where nspname in ('messaging', 'webhooks')")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_only_migrate_and_end_when_told_to()
    {
        var (code, output) = await StartAsync(["migrate"], _database.ConnectionString, ("Persistence__MigrateAtStart", "false"));
        (await StartAsync(["migrate"], _database.ConnectionString)).Code.ShouldBe(0);

        code.ShouldBe(0, output);
        (await _database.CountAsync("pg_tables where (schemaname, tablename) in (('messaging', 'outbox'), ('webhooks', 'received'))")).ShouldBe(2);

        using var client = new HttpClient();
        using var process = IngressProcess.Start([], Settings(_database.ConnectionString, ("Persistence__MigrateAtStart", "false")));
        await process.ReadyAsync(client);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void Should_refuse_a_server_that_is_too_old(int major, bool refused)
    {
        var refusal = Record.Exception(() => PostgresStartup.RequireVersion(new Version(major, 9), "db:5432"));

        (refusal is StartupException).ShouldBe(refused);
        refusal?.Message.ShouldBe("PostgreSQL 14.9 at db:5432 is too old: version 15 or newer is needed.");
    }

    [Fact]
    public async Task Should_say_so_when_its_address_is_taken()
    {
        using var client = new HttpClient();
        using var first = IngressProcess.Start([], Settings(_database.ConnectionString));
        await first.ReadyAsync(client);
        var (code, output) = await StartAsync([], _database.ConnectionString, ("ASPNETCORE_URLS", first.Address.ToString()));

        code.ShouldBe(1, output);
        output.ShouldContain("WebhookIngress cannot start: Failed to bind to address");
    }

    private static string OnlyLine(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().TrimEnd();

    private static Task<(int Code, string Output)> StartAsync(string[] args, string postgres, params (string, string)[] settings) =>
        IngressProcess.RunAsync(args, Settings(postgres, settings));

    private static (string, string)[] Settings(string postgres, params (string, string)[] more) =>
    [
        ("ConnectionStrings__Integration", postgres), ("Messaging__Transport", "InMemory"), ("Webhooks__Stripe__SigningSecrets__0", "whsec_something"), .. more,
    ];
}
