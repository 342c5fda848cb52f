using Integration.Conventions;
using YamlDotNet.Serialization;

namespace Integration.Deploy.Observability;

/// <summary>The files that Prometheus and promtool read.</summary>
internal static class RuleFiles
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "observability");

    public static string[] Rules { get; } = [.. Directory.EnumerateFiles(Path.Combine(Folder, "rules"), "*.yaml").Order(StringComparer.Ordinal)];

    public static string[] Tests { get; } = [.. Directory.EnumerateFiles(Path.Combine(Folder, "tests"), "*.yaml").Order(StringComparer.Ordinal)];

    private static readonly IDeserializer Yaml = new DeserializerBuilder().IgnoreUnmatchedProperties().WithDuplicateKeyChecking().Build();

    public static IReadOnlyList<Rule> All { get; } = [.. Rules.SelectMany(f => Yaml.Deserialize<RuleFile>(File.ReadAllText(f)).groups.SelectMany(g => g.rules))];

    public static IEnumerable<Rule> Alerts => All.Where(r => r.alert.Length > 0);

    public static IReadOnlyList<RuleTest> AllTests { get; } = [.. Tests.SelectMany(f => Yaml.Deserialize<TestFile>(File.ReadAllText(f)).tests)];

#pragma warning disable CA1507, SA1300, IDE1006, CA1812 // The names of the format.
    internal sealed class RuleFile
    {
        public List<Group> groups { get; set; } = [];
    }

    internal sealed class Group
    {
        public List<Rule> rules { get; set; } = [];
    }

    internal sealed class Rule
    {
        public string alert { get; set; } = "";

        public string record { get; set; } = "";

        public string expr { get; set; } = "";

        public string @for { get; set; } = "";

        public Dictionary<string, string> labels { get; set; } = [];

        public Dictionary<string, string> annotations { get; set; } = [];
    }

    internal sealed class TestFile
    {
        public List<RuleTest> tests { get; set; } = [];
    }

    internal sealed class RuleTest
    {
        public List<Series> input_series { get; set; } = [];

        public List<AlertTest> alert_rule_test { get; set; } = [];
    }

    internal sealed class Series
    {
        public string series { get; set; } = "";
    }

    internal sealed class AlertTest
    {
        public string alertname { get; set; } = "";

        public List<object> exp_alerts { get; set; } = [];
    }
#pragma warning restore CA1507, SA1300, IDE1006, CA1812
}
