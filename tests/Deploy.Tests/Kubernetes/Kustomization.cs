using k8s.Models;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Integration.Deploy.Kubernetes;

/// <summary>One kustomization.yaml, with the fields ours use: any other is refused.</summary>
internal sealed class Kustomization
{
    private readonly KustomizationFile _file;

    private Kustomization(string folder, KustomizationFile file) => (Folder, _file) = (folder, file);

    /// <summary>Where it stands.</summary>
    public string Folder { get; }

    /// <summary>Every path it names, as a full one: manifests, patches, replacements and other kustomizations.</summary>
    public IEnumerable<string> Named =>
        _file.Resources.Concat(_file.Components).Concat(_file.Patches.Select(p => p.Path)).Concat(_file.Replacements.Select(r => r.Path)).Select(p => Path.GetFullPath(p, Folder));

    /// <summary>The manifests among them.</summary>
    public IEnumerable<string> Files => _file.Resources.Select(p => Path.GetFullPath(p, Folder)).Where(File.Exists);

    /// <summary>What it generates.</summary>
    public IEnumerable<V1ConfigMap> ConfigMaps => _file.ConfigMapGenerator.Select(g => new V1ConfigMap
    {
        Metadata = new() { Name = g.Name, NamespaceProperty = g.Namespace },
        Data = g.Literals.Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]),
    });

    /// <summary>All of them.</summary>
    public static IEnumerable<Kustomization> All() =>
        Directory.EnumerateFiles(Cluster.Folder, "kustomization.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Read(Path.GetDirectoryName(file)!, File.ReadAllText(file)));

    public static Kustomization Read(string folder, string yaml) => new(folder, new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build().Deserialize<KustomizationFile>(yaml));

    /// <summary>What it names that is not there.</summary>
    public IEnumerable<string> Missing() => Named.Where(path => !File.Exists(path) && !File.Exists(Path.Combine(path, "kustomization.yaml")))
        .Select(path => $"{Path.GetRelativePath(Cluster.Folder, Folder)}/kustomization.yaml names {Path.GetRelativePath(Folder, path)}, which does not exist");

    private sealed class KustomizationFile
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";

        public List<string> Resources { get; set; } = [];

        public List<string> Components { get; set; } = [];

        public List<Patch> Patches { get; set; } = [];

        public List<Patch> Replacements { get; set; } = [];

        public List<Generator> ConfigMapGenerator { get; set; } = [];

        public List<Dictionary<string, string>> Images { get; set; } = [];
    }

    private sealed class Patch
    {
        public string Path { get; set; } = "";

        public Dictionary<string, string> Target { get; set; } = [];
    }

    private sealed class Generator
    {
        public string Name { get; set; } = "";

        public string Namespace { get; set; } = "";

        public string Behavior { get; set; } = "";

        public List<string> Literals { get; set; } = [];
    }
}
