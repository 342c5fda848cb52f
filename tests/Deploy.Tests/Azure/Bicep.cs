using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Integration.Conventions;

namespace Integration.Deploy.Azure;

/// <summary>The compiler of the templates. It knows the types of Azure's resources and asks nobody.</summary>
internal static class Bicep
{
    /// <summary>Where the templates are.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "azure");

    private static readonly string Program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BicepPath").Value!;

    /// <summary>The package holds a program for Linux on x64 alone.</summary>
    public static bool IsHere => OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64 && File.Exists(Program);

    /// <summary>Compiles a template; what the compiler and its linter say, if they say anything.</summary>
    public static async Task<(JsonElement Template, string Findings)> BuildAsync(string file)
    {
        var (output, findings) = await RunAsync("build", file, "--stdout");
        return (output.Length > 0 ? JsonDocument.Parse(output).RootElement : default, findings);
    }

    /// <summary>Reads a file of parameters against its template.</summary>
    public static async Task<(JsonElement Parameters, string Findings)> BuildParametersAsync(string file, params (string Name, string Value)[] environment)
    {
        var (output, findings) = await RunAsync(environment, "build-params", file, "--stdout");
        return (output.Length > 0 ? JsonDocument.Parse(output).RootElement : default, findings);
    }

    private static Task<(string Output, string Findings)> RunAsync(params string[] words) => RunAsync([], words);

    private static async Task<(string Output, string Findings)> RunAsync((string Name, string Value)[] environment, params string[] words)
    {
        var start = new ProcessStartInfo(Program, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var compiler = Process.Start(start)!;
        var (output, errors) = (compiler.StandardOutput.ReadToEndAsync(), compiler.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await compiler.WaitForExitAsync(deadline.Token);
        return (compiler.ExitCode == 0 ? await output : "", await errors);
    }
}

/// <summary>A test that compiles templates; skipped where the compiler does not run.</summary>
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (!Bicep.IsHere)
        {
            Skip = "The Bicep compiler's package is for Linux on x64.";
        }
    }
}
