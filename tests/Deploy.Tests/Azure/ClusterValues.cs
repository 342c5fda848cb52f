using Integration.Deploy.Kubernetes;
using k8s.Models;

namespace Integration.Deploy.Azure;

/// <summary>azure.yaml of the overlay for production: what the deployment printed, by name.</summary>
internal static class ClusterValues
{
    /// <summary>The folder of the file, and of the replacements that take it up.</summary>
    public static string Folder { get; } = Path.Combine(Cluster.Folder, "overlays", "prod", "environment");

    public static IDictionary<string, string> Read() => Cluster.Read(File.ReadAllText(Path.Combine(Folder, "azure.yaml"))).OfType<V1ConfigMap>().Single().Data;
}
