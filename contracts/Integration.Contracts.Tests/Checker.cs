using System.Diagnostics;
using System.Text.Json.Nodes;
using Integration.Conventions;

namespace Integration.Contracts.Tests;

/// <summary>Other people's validators, in Node.js 18 or newer. Installs exactly what package-lock.json pins, without running package scripts.</summary>
internal static class Checker
{
    private static readonly string Folder = Path.Combine(Repository.Root, "contracts", "Integration.Contracts.Tests", "node");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>Judges the checked-in files, or those of another folder. One line per thing that was looked at.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(string? folder = null)
    {
        await Installed.Value;
        return (await RunAsync("node", ["files.mjs", folder ?? Path.Combine(Repository.Root, "contracts")])).Output;
    }

    /// <summary>What the published schemas say of each message: <c>fits</c>, or what does not.</summary>
    public static async Task<IReadOnlyList<string>> MessagesAsync(IEnumerable<(Contract Contract, JsonObject Message)> messages)
    {
        await Installed.Value;
        var lines = messages.Select(m => new JsonArray($"{m.Contract.Name}.schema.json", m.Message.DeepClone()).ToJsonString());
        var (code, output) = await RunAsync("node", ["messages.mjs", Path.Combine(Repository.Root, "contracts")], string.Join('\n', lines));
        code.ShouldBe(0, string.Join('\n', output));
        return output;
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "ajv")))
        {
            return;
        }

        var (code, output) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]);
        code.ShouldBe(0, string.Join('\n', output));
    }

    private static async Task<(int Code, IReadOnlyList<string> Output)> RunAsync(string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, (await output + await error).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
