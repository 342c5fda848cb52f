using System.Globalization;
using System.Text.Json;
using System.Xml;
using Integration.Deploy.Observability;

namespace Integration.Deploy.Azure;

/// <summary>One search of Application Insights that alerts, and the section of the runbook that says what to do. <see cref="ToldMinutes"/> is how many minutes of its window must have told something.</summary>
internal sealed record AzureAlert(string Name, string Section, string Aggregation, string Operator, TimeSpan Window, string Query, int ToldMinutes)
{
    /// <summary>It does not fire at one sample: it looks at each minute's, or fires when there is none at all.</summary>
    public bool Waits => Aggregation == "Minimum" || (Aggregation, Operator) == ("Count", "LessThan") || Query.Contains("minutes >= {0}", StringComparison.Ordinal);
}

/// <summary>Alerts in Azure wait as those of Prometheus do; each rule says in words what breaks it.</summary>
internal static class AlertRules
{
    /// <summary>Asked of nobody in Azure: Prometheus' own collector, and the budgets' slow side.</summary>
    private static readonly string[] NotAsked = ["CollectorDown", "AcceptanceBudgetSlow", "LatencyBudgetSlow", "SettlementBudgetSlow", "GatewayBudgetSlow"];

    public static List<string> Broken(JsonElement template)
    {
        var alerts = Of(template);
        var module = Module(template);
        var lowest = module.GetProperty("variables").GetProperty("lowest").GetString()!;
        return
        [
            .. Waiting.Where(w => !alerts.ContainsKey(w.Alert)).Select(w => $"{w.Alert} is not asked"),
            .. from w in Waiting
               where alerts.ContainsKey(w.Alert) && alerts[w.Alert].Window < w.For
               select $"{w.Alert} looks back {alerts[w.Alert].Window}, and Prometheus waits {w.For}",
            .. from w in Waiting where alerts.ContainsKey(w.Alert) && !alerts[w.Alert].Waits select $"{w.Alert} fires at one sample",
            .. from a in alerts.Values
               where a.ToldMinutes * 2 < a.Window.TotalMinutes || a.ToldMinutes >= a.Window.TotalMinutes
               select $"{a.Name} wants {a.ToldMinutes} minutes told of {a.Window.TotalMinutes}",
            .. from a in alerts.Values where a.Aggregation == "Minimum" && !a.Query.Contains("what", StringComparison.Ordinal) && !a.Query.Contains("'gauge'", StringComparison.Ordinal) select $"{a.Name} does not say of what",
            .. from part in (string[])["value = min(value)", "minutes = count()", "by what", "minutes >= {0}"] where !lowest.Contains(part, StringComparison.Ordinal) select $"the lowest minute is sought without: {part}",
            .. module.GetRawText().Contains("format('docs/runbook.md#{0}', toLower(", StringComparison.Ordinal) ? (string[])[] : ["no alert says which section of the runbook is its own"],
            .. module.GetRawText().Contains("format(variables('lowest'), variables('toldMinutes')", StringComparison.Ordinal) ? (string[])[] : ["nobody asks for the lowest minute"],
        ];
    }

    /// <summary>Prometheus' rules that wait, under the names they have in Azure.</summary>
    public static IReadOnlyList<(string Alert, TimeSpan For)> Waiting { get; } =
    [
        .. from rule in RuleFiles.Alerts
           where rule.@for.Length > 0 && !NotAsked.Contains(rule.alert)
           from name in rule.alert == "ServiceDown" ? (string[])["PaymentWorkerDown", "WebhookIngressDown", "CrmSyncDown"] : [rule.alert]
           select (name, Duration(rule.@for)),
    ];

    /// <summary>By name.</summary>
    public static Dictionary<string, AzureAlert> Of(JsonElement template)
    {
        var variables = Module(template).GetProperty("variables");
        var told = variables.GetProperty("toldMinutes");
        return ((string[])["alerts", "crmAlerts"]).SelectMany(list => variables.GetProperty(list).EnumerateArray()).Select(a => new AzureAlert(
            Text(a, "name"), a.TryGetProperty("section", out var section) ? section.GetString()! : Text(a, "name"), Text(a, "aggregation"), Text(a, "operator"), XmlConvert.ToTimeSpan(Text(a, "window")), Text(a, "query"), told.GetProperty(Text(a, "window")).GetInt32())).ToDictionary(a => a.Name);
    }

    /// <summary>As Prometheus writes it, or as the same in words: 10m, 10 m, 1 h.</summary>
    public static TimeSpan Duration(string text)
    {
        var number = int.Parse(text[..^1], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        return text[^1] == 'h' ? TimeSpan.FromHours(number) : text[^1] == 'm' ? TimeSpan.FromMinutes(number) : throw new FormatException(text);
    }

    private static JsonElement Module(JsonElement template) => template.GetProperty("resources").GetProperty("alerts").GetProperty("properties").GetProperty("template");

    private static string Text(JsonElement alert, string name) => alert.GetProperty(name).GetString()!;
}
