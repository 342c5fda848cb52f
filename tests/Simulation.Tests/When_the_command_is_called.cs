using System.Diagnostics;
using Integration.Simulation.Run;

namespace Integration.Simulation;

/// <summary>The command's arguments.</summary>
public sealed class When_the_command_is_called
{
    [Fact]
    public void Should_read_what_is_asked_for()
    {
        var plan = Plan.Read(["--seed", "-7", "--payments", "10", "--threads", "3", "--trace"], out _);

        plan.ShouldBe(new Plan(-7, 10, 3, Trace: true, Coverage: false));
    }

    [Fact]
    public void Should_read_where_the_rows_are_kept_and_which_faults_happen()
    {
        Plan.Read(["--postgres"], out _).ShouldNotBeNull().Store.ShouldBe(Store.Postgres);
        Plan.Read(["--postgres", "--compare"], out _).ShouldNotBeNull().Store.ShouldBe(Store.Compared);
        Plan.Read(["--only", "3,0,17"], out _).ShouldNotBeNull().Only.ShouldNotBeNull().ShouldBe([0, 3, 17], ignoreOrder: true);
        Plan.Read(["--only", "-"], out _).ShouldNotBeNull().Only.ShouldNotBeNull().ShouldBeEmpty();
    }

    /// <summary>What differs from process to process, as hashes of texts do, must not choose what happens next.</summary>
    [Fact]
    public async Task Should_tell_the_same_history_in_every_process()
    {
        var first = await TellAsync("7");
        first.Length.ShouldBeGreaterThan(20);

        (await TellAsync("7")).ShouldBe(first);
        (await TellAsync("8")).ShouldNotBe(first);
    }

    [Theory]
    [InlineData("--only", "3,x")]
    [InlineData("--only", "3", "--shrink")]
    [InlineData("--seeds", "1")]
    [InlineData("--payments", "0")]
    [InlineData("--payments", "many")]
    [InlineData("--seed")]
    public void Should_say_what_is_not_understood(params string[] args)
    {
        Plan.Read(args, out var problem).ShouldBeNull();

        problem.ShouldContain("simulate [--seed N]");
    }

    /// <summary>The history in words; the last line tells how long it took.</summary>
    private static async Task<string[]> TellAsync(string seed)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "simulate.dll"), "--seed", seed, "--trace"]) { RedirectStandardOutput = true })!;
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return lines[..^1];
    }
}
