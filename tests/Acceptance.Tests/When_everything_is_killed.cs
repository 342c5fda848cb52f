using System.Diagnostics;
using Integration.Persistence.Tests;

namespace Integration.Acceptance;

/// <summary>The small sister of <c>deploy/local/crashtest</c>: real processes and servers, killed by a fixed seed under load, each kind of blow among them.</summary>
[Trait("Rule", "R5")]
[Trait("Rule", "invariant 1")]
[Trait("Rule", "invariant 2")]
[Trait("Rule", "invariant 3")]
[Trait("Rule", "invariant 5")]
[Trait("Rule", "invariant 7")]
[Trait("Rule", "invariant 9")]
[Collection(Alone)]
public sealed class When_everything_is_killed
{
    /// <summary>It takes all of a small machine, and others have deadlines.</summary>
    public const string Alone = "alone";

    private const int FewestKills = 4;

    [Fact]
    public async Task Should_lose_nothing_and_charge_nobody_twice()
    {
        // However slow the machine is, the blows end after two minutes; then everything that was begun is awaited.
        var (code, output) = await RunAsync("--kills", "17", "--seed", "3", "--minutes", "2", "--per-second", "3");
        code.ShouldBe(0, output);
        var last = output.Split('\n').Last(line => line.StartsWith("seed 3: ", StringComparison.Ordinal));
        int.Parse(last.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(FewestKills, output);
    }

    [Fact]
    public async Task Should_be_struck_the_same_way_by_the_same_seed()
    {
        var (_, first) = await RunAsync("--kills", "50", "--seed", "7", "--plan");
        first.Split('\n').Count(line => line.StartsWith("Kill", StringComparison.Ordinal)).ShouldBeGreaterThan(40);
        (await RunAsync("--kills", "50", "--seed", "7", "--plan")).Output.ShouldBe(first);
        (await RunAsync("--kills", "50", "--seed", "8", "--plan")).Output.ShouldNotBe(first);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(LocalScripts.Root, "tests", "CrashTest", "bin", framework.Parent!.Name, framework.Name, "CrashTest.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            using var end = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(CancellationToken.None);
            throw new ShouldAssertException($"the run did not end: {await output}");
        }

        return (process.ExitCode, await output + await errors);
    }
}

/// <summary>Tests that nothing runs beside.</summary>
[CollectionDefinition(When_everything_is_killed.Alone, DisableParallelization = true)]
public sealed class RunsAlone;
