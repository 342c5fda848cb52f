using System.Diagnostics;

namespace Integration.Deploy.Kubernetes;

/// <summary>Renders an overlay as a roll-out does, with the Kustomize inside kubectl. No cluster is asked.</summary>
internal static class Kubectl
{
    /// <summary>What is rolled out, in its order.</summary>
    public static readonly string[] RollOuts =
    [
        "overlays/dev/before", "overlays/dev/services", "overlays/dev/crm/before", "overlays/dev/crm/services",
        "overlays/prod/before", "overlays/prod/services", "overlays/prod/crm/before", "overlays/prod/crm/services",
    ];

    public static bool IsHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    public static async Task<Cluster> RenderAsync(string overlay)
    {
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Cluster.Folder, overlay)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (yaml, errors) = (kubectl.StandardOutput.ReadToEndAsync(), kubectl.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await kubectl.WaitForExitAsync(deadline.Token);
        kubectl.ExitCode.ShouldBe(0, await errors);
        return new(Cluster.Read(await yaml));
    }
}

/// <summary>A test that renders overlays; skipped where there is no kubectl.</summary>
public sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute()
    {
        if (!Kubectl.IsHere)
        {
            Skip = "kubectl is not on the path.";
        }
    }
}
