using System.Text.Json;

namespace Integration.Deploy.Observability;

/// <summary>What Grafana shows.</summary>
internal static class Dashboards
{
    /// <summary>Every question of every panel.</summary>
    public static IReadOnlyList<(string Panel, string Expression)> Targets { get; } =
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(RuleFiles.Folder, "grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal)
           from panel in JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)).GetProperty("panels").EnumerateArray()
           from target in panel.GetProperty("targets").EnumerateArray()
           select ($"{Path.GetFileNameWithoutExtension(file)}: {panel.GetProperty("title").GetString()}", target.GetProperty("expr").GetString()!),
    ];
}
