namespace Integration.WebhookIngress.Tests;

/// <summary>A test that runs a sender's own library for Node; skipped where there is no Node.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node"))))
        {
            Skip = "Node 20 or newer is not on the path.";
        }
    }
}
