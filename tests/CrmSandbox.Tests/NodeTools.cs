using System.Diagnostics;

namespace Integration.CrmSandbox.Tests;

/// <summary>HubSpot's own client for Node.js. Installs exactly what package-lock.json pins, once, without running package scripts.</summary>
internal static class NodeTools
{
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static string Folder { get; } = Path.Combine(Root(), "tests", "CrmSandbox.Tests", "node");

    /// <summary>What the script wrote; it has to succeed.</summary>
    public static async Task<string> NodeAsync(params string[] arguments)
    {
        await Installed.Value;
        var (code, output) = await RunAsync("node", arguments);
        code.ShouldBe(0, output);
        return output;
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "@hubspot", "api-client")))
        {
            return;
        }

        var (code, output) = await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        code.ShouldBe(0, output);
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output + await errors);
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
