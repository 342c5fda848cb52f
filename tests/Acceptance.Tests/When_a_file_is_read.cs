namespace Integration.Acceptance;

/// <summary>Commands from a file, by a process without a broker.</summary>
public sealed class When_a_file_is_read : ProcessSpec
{
    private const int Payments = 300;

    /// <summary>PostgreSQL breaks every connection in the middle of it, as a restart does.</summary>
    [Fact]
    public async Task Should_wait_for_the_database_and_read_on()
    {
        await using var gateway = await Gateway.StartAsync(Address);
        await WriteAsync(Enumerable.Range(0, Payments).Select(i => World.Payment("pm_card_visa", 1000 + i)));
        using var process = Start(gateway, ("Intake__BatchSize", "1"));
        await process.ReadyAsync(Client);
        for (var reached = 20; reached <= 100; reached += 20)
        {
            await Database.UntilAsync("messaging.inbox", n => n >= reached);
            await Database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        }

        await Fleet.SettledAsync(Database, Payments, process);
        await process.TerminateAsync();
        (await process.ExitCodeAsync()).ShouldBe(0);
        process.Output.ShouldContain("The reading of commands pauses");
    }

    [Fact]
    public async Task Should_not_start_without_the_file()
    {
        await using var gateway = await Gateway.StartAsync(Address);
        using var process = Start(gateway, ("Intake__File", "/nowhere/payments.jsonl"));

        (await process.ExitCodeAsync()).ShouldBe(78);
        process.Output.ShouldContain("Intake__File: there is no file /nowhere/payments.jsonl");
    }
}
