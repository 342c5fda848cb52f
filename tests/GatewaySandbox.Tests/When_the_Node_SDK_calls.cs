using System.Diagnostics;

namespace Integration.GatewaySandbox.Tests;

/// <summary>Stripe's own SDK of another language, over HTTP: what it accepts is not only our reading of Stripe.</summary>
public sealed class When_the_Node_SDK_calls
{
    private const int Checks = 16;

    [Fact]
    public async Task Should_take_the_sandbox_for_Stripe()
    {
        var directory = Path.Combine(Root(), "tests", "GatewaySandbox.Tests", "node");
        // Needs Node.js 20 or newer and npm; installs exactly what package-lock.json pins, without running package scripts.
        var (installed, installation) = await RunAsync(directory, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        installed.ShouldBe(0, installation);

        await using var sandbox = await Sandbox.StartAsync();
        var (code, output) = await RunAsync(directory, "node", "check.mjs", sandbox.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), Sandbox.SecretKey);
        code.ShouldBe(0, output);
        output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(Checks, output);
    }

    [Fact]
    public async Task Should_pin_packages_without_naming_a_registry()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Root(), "tests", "GatewaySandbox.Tests", "node", "package-lock.json"));
        text.ShouldNotContain("\"resolved\"");
        text.ShouldContain("\"integrity\"");
    }

    private static async Task<(int Code, string Output)> RunAsync(string directory, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output + await error);
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Integration.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("Integration.sln was not found above the test's directory.");
    }
}
