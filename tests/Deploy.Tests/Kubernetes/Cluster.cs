using Integration.Conventions;
using k8s;
using k8s.Models;

namespace Integration.Deploy.Kubernetes;

/// <summary>What one roll-out puts into a cluster, as typed objects. A field that Kubernetes does not know, a key that comes twice or an unknown kind is refused while reading.</summary>
internal sealed class Cluster(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects)
{
    /// <summary>Where the manifests are.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "kubernetes");

    private static readonly Dictionary<string, Type> Custom = new()
    {
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
        ["secrets-store.csi.x-k8s.io/v1/SecretProviderClass"] = typeof(SecretProviderClass),
    };

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects { get; } = objects;

    /// <summary>Everything that runs pods.</summary>
    public IEnumerable<Workload> Workloads =>
    [
        .. Of<V1Deployment>().Select(d => new Workload(d.Metadata.Name, d.Metadata.NamespaceProperty, d.Spec.Template, Serves: true)),
        .. Of<V1Job>().Select(j => new Workload(j.Metadata.Name, j.Metadata.NamespaceProperty, j.Spec.Template, Serves: false)),
    ];

    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    /// <summary>Reads YAML of one or more documents.</summary>
    public static List<IKubernetesObject<V1ObjectMeta>> Read(string yaml) =>
        [.. KubernetesYaml.LoadAllFromString(yaml, Custom, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()];

    /// <summary>The base as it stands in its files, without any program: with the settings it generates, by their plain name.</summary>
    public static Cluster Base()
    {
        var kustomizations = Kustomization.All().Where(k => k.Folder.StartsWith(Path.Combine(Folder, "base"), StringComparison.Ordinal)).ToList();
        return new([
            .. kustomizations.SelectMany(k => k.Files).SelectMany(file => Read(File.ReadAllText(file))),
            .. kustomizations.SelectMany(k => k.ConfigMaps),
        ]);
    }
}

/// <summary>Something that runs pods; <paramref name="Serves"/> when it runs until it is told to stop.</summary>
internal sealed record Workload(string Name, string Namespace, V1PodTemplateSpec Template, bool Serves)
{
    public IEnumerable<V1Container> Containers => [.. Template.Spec.InitContainers ?? [], .. Template.Spec.Containers];
}
