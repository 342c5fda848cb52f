using System.Diagnostics;

namespace Integration.Deploy.Observability;

/// <summary>Prometheus' own judge of rules.</summary>
internal static class Promtool
{
    public static bool IsHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "promtool")));

    /// <summary>Its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params string[] words)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await promtool.WaitForExitAsync(deadline.Token);
        return (promtool.ExitCode, await output + await errors);
    }
}

/// <summary>A test that runs promtool; skipped where there is none.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (!Promtool.IsHere)
        {
            Skip = "promtool is not on the path (Debian's package prometheus has it).";
        }
    }
}
