using System.Text.RegularExpressions;
using Integration.Conventions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Integration.Deploy.Docker;

/// <summary>compose.yaml, anchors and merges resolved, variables at their defaults.</summary>
internal sealed partial class Compose
{
    private Compose(Dictionary<string, object> document) => Document = document;

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "compose.yaml");

    public Dictionary<string, object> Document { get; }

    public Dictionary<string, Dictionary<object, object>> Services =>
        ((Dictionary<object, object>)Document["services"]).ToDictionary(s => (string)s.Key, s => (Dictionary<object, object>)s.Value);

    /// <summary>Volumes that are not folders.</summary>
    public IEnumerable<string> Volumes => ((Dictionary<object, object>)Document["volumes"]).Keys.Cast<string>();

    public static Compose Read(string yaml)
    {
        using var text = new StringReader(Variable().Replace(yaml, m => m.Groups["default"].Value));
        var parser = new MergingParser(new Parser(text));
        return new(new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Dictionary<string, object>>(parser));
    }

    [GeneratedRegex(@"\$\{\w+:-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
