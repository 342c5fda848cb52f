using Integration.WebhookIngress;

namespace Integration.Hosting.Startup.Tests;

/// <summary>The ingress as a process of its own.</summary>
internal static class IngressProcess
{
    public static ServiceProcess Start(string[] args, params (string Name, string Value)[] settings) =>
        ServiceProcess.Start(typeof(IngressService).Assembly, args, settings);

    /// <summary>Runs it to its end; the exit code and what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] args, params (string Name, string Value)[] settings)
    {
        using var process = Start(args, settings);
        var code = await process.ExitCodeAsync();
        return (code, process.Output);
    }
}
