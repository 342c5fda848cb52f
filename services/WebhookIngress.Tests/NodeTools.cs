using System.Diagnostics;
using Integration.Conventions;

namespace Integration.WebhookIngress.Tests;

/// <summary>Other people's programs for Node.js. Installs exactly what package-lock.json pins, once, without running package scripts.</summary>
internal static class NodeTools
{
    private static readonly string Folder = Path.Combine(Repository.Root, "services", "WebhookIngress.Tests", "node");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>What <c>node</c> with these arguments wrote; it has to succeed.</summary>
    public static async Task<string> NodeAsync(params string[] arguments)
    {
        var (code, output, errors) = await TryNodeAsync(arguments);
        code.ShouldBe(0, output + errors);
        return output;
    }

    /// <summary>Its exit code and what it wrote.</summary>
    public static async Task<(int Code, string Output, string Errors)> TryNodeAsync(params string[] arguments)
    {
        await Installed.Value;
        return await RunAsync("node", arguments);
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@redocly", "cli")))
        {
            return;
        }

        var (code, output, errors) = await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        code.ShouldBe(0, output + errors);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output, await errors);
    }
}
