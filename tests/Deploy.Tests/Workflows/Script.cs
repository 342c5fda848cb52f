using System.Diagnostics;
using Integration.Conventions;

namespace Integration.Deploy.Workflows;

/// <summary>A shell script of the repository, run.</summary>
internal static class Script
{
    /// <summary>Its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params string[] words)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", words) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await bash.WaitForExitAsync(deadline.Token);
        return (bash.ExitCode, await output + await errors);
    }
}
