using System.Text.Json;
using System.Text.RegularExpressions;
using Integration.Conventions;

namespace Integration.Deploy.Azure;

public sealed partial class When_Azure_alerts
{
    private static readonly string Main = Path.Combine(Bicep.Folder, "main.bicep");

    [BicepFact]
    public async Task Should_wait_at_least_as_long_as_Prometheus_and_never_fire_at_one_sample()
    {
        AlertRules.Waiting.Count.ShouldBeGreaterThan(15);
        AlertRules.Broken((await Bicep.BuildAsync(Main)).Template).ShouldBeEmpty();
    }

    [BicepFact]
    public async Task Should_name_the_rule_that_does_not_wait()
    {
        using var copy = new TemplateCopy();
        const string File = "modules/alerts.bicep";
        copy.Replace(File, "{ name: 'PaymentsStuck', aggregation: 'Minimum'", "{ name: 'PaymentsStuck', aggregation: 'Maximum'");
        copy.Replace(File, "threshold: 0, severity: 2, window: 'PT1H', query: format(gauge, 'integration.dead_letters.open')", "threshold: 0, severity: 2, window: 'PT30M', query: format(gauge, 'integration.dead_letters.open')");
        copy.Replace(File, "PT15M: 11", "PT15M: 1");
        copy.Replace(File, "name: 'TimersOverdue'", "name: 'TimersLate'");
        copy.Replace(File, "\n| where minutes >= {0} | project timestamp, value''',", "\n| where {0} > 0 | project timestamp, value''',");
        var broken = AlertRules.Broken((await Bicep.BuildAsync(copy.File("main.bicep"))).Template);
        broken.ShouldContain("PaymentsStuck fires at one sample");
        broken.ShouldContain("NoPayments fires at one sample");
        broken.ShouldContain("DeadLettersWait looks back 00:30:00, and Prometheus waits 01:00:00");
        broken.ShouldContain("TimersOverdue is not asked");
        broken.ShouldContain("PaymentsNeedReview wants 1 minutes told of 15");
    }

    /// <summary>Whoever is woken finds the alert's name in the section that it leads to.</summary>
    [BicepFact]
    public async Task Should_lead_each_alert_to_a_section_of_the_runbook_that_names_it()
    {
        var (template, _) = await Bicep.BuildAsync(Main);
        var runbook = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md"));
        var sections = Sections().Matches(runbook).ToDictionary(m => m.Groups["name"].Value.ToLowerInvariant(), m => m.Value);
        AlertRules.Of(template).Values.Where(a => !sections.TryGetValue(a.Section.ToLowerInvariant(), out var text) || !text.Contains(a.Name, StringComparison.Ordinal)).Select(a => $"{a.Name}: {a.Section}").ShouldBeEmpty();
        TemplateRules.OfType(template, "Microsoft.Insights/metricAlerts").Select(a => a.GetProperty("properties").GetProperty("description").GetString()!)
            .Where(url => !url.StartsWith("docs/runbook.md#", StringComparison.Ordinal) || !sections.ContainsKey(url.Split('#')[1])).ShouldBeEmpty();
    }

    /// <summary>Records that are refused one after the other over a day are as many as those of one bad hour.</summary>
    [BicepFact]
    public async Task Should_look_back_an_hour_and_a_day_for_records_that_the_CRM_refuses()
    {
        var alert = AlertRules.Of((await Bicep.BuildAsync(Main)).Template)["CrmRecordsSetAside"];
        alert.Window.ShouldBe(TimeSpan.FromDays(1));
        alert.Query.ShouldContain("hour = maxif(value, timestamp between (ago(70m) .. ago(50m)))");
        alert.Query.ShouldContain("day = maxif(value, timestamp < ago(1410m))");
    }

    /// <summary>A quiet early morning is over when business hours begin: what lies before them is taken away first, and what is left must be nearly half an hour.</summary>
    [BicepFact]
    public async Task Should_judge_only_half_an_hour_that_lies_within_business_hours()
    {
        var alert = AlertRules.Of((await Bicep.BuildAsync(Main)).Template)["NoPayments"];
        var order = ((string[])["hourofday(timestamp) between (7 .. 18)", "minutes = dcount(bin(timestamp, 1m))", "| where minutes >= {0}", ".PT30M"]).Select(part => alert.Query.IndexOf(part, StringComparison.Ordinal)).ToList();
        order.ShouldNotContain(-1);
        order.ShouldBeInOrder();
        alert.ToldMinutes.ShouldBeInRange(25, 29);
    }

    /// <summary>As long as one worker counts, the figures are young.</summary>
    [BicepFact]
    public async Task Should_believe_the_youngest_figures_of_all_workers() =>
        AlertRules.Of((await Bicep.BuildAsync(Main)).Template)["WatchBlind"].Query.ShouldContain("value = min(value) by what = tostring(customDimensions.figures), timestamp = bin(timestamp, 1m)");

    [BicepFact]
    public async Task Should_say_in_words_how_long_each_rule_waits()
    {
        var alerts = AlertRules.Of((await Bicep.BuildAsync(Main)).Template);
        var said = Rows().Matches(await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "README.md")))
            .SelectMany(row => Names().Matches(row.Groups["names"].Value).Select(name => (Alert: name.Groups["name"].Value, For: AlertRules.Duration(row.Groups["for"].Value), Window: AlertRules.Duration(row.Groups["window"].Value), Minutes: row.Groups["minutes"].Value)))
            .Where(row => row.Alert != "ServiceDown").ToDictionary(row => row.Alert);
        said.Keys.ShouldBe(AlertRules.Waiting.Select(w => w.Alert), ignoreOrder: true);
        AlertRules.Waiting.Where(w => (said[w.Alert].For, said[w.Alert].Window) != (w.For, alerts[w.Alert].Window)).Select(w => w.Alert).ShouldBeEmpty();
        said.Values.Where(row => row.Minutes != (alerts[row.Alert].Aggregation == "Count" ? "none" : $"{alerts[row.Alert].ToldMinutes}")).Select(row => row.Alert).ShouldBeEmpty();
    }

    /// <summary>What a queue does not take lies in its topic's subscription, where no service looks: somebody is woken. What lies in a queue's own dead letters are mostly copies.</summary>
    [BicepFact]
    public async Task Should_wake_somebody_for_the_dead_letters_of_topics_and_tell_when_those_of_a_queue_grow()
    {
        var (template, _) = await Bicep.BuildAsync(Main);
        var alerts = TemplateRules.OfType(template, "Microsoft.Insights/metricAlerts").ToDictionary(a => Regex.Match(a.GetProperty("name").GetString()!, @"-(?<name>\w+)'").Groups["name"].Value, a => a.GetProperty("properties"));
        Facts(alerts["MessagesNotForwarded"]).ShouldBe((0, "DeadletteredMessages", "EntityName Exclude [parameters('queues')]", "StaticThresholdCriterion"));
        Facts(alerts["BrokerDeadLettersGrow"]).ShouldBe((2, "DeadletteredMessages", "EntityName Include [parameters('queues')]", "DynamicThresholdCriterion"));
        Criterion(alerts["MessagesNotForwarded"]).GetProperty("threshold").GetInt32().ShouldBe(0);
        alerts.Values.Select(a => a.GetProperty("scopes")[0].GetString()).ShouldAllBe(scope => scope == "[parameters('serviceBusId')]");
        template.GetProperty("resources").GetProperty("serviceBusAlerts").GetProperty("properties").GetProperty("parameters").GetProperty("queues").GetProperty("value").GetString().ShouldBe("[map(parameters('topology').queues, lambda('queue', lambdaVariables('queue').name))]");
        var runbook = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md"));
        alerts.Keys.Where(name => !runbook.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static JsonElement Criterion(JsonElement alert) => alert.GetProperty("criteria").GetProperty("allOf")[0];

    private static (int Severity, string Metric, string Entities, string Kind) Facts(JsonElement alert)
    {
        var (criterion, dimension) = (Criterion(alert), Criterion(alert).GetProperty("dimensions")[0]);
        return (alert.GetProperty("severity").GetInt32(), criterion.GetProperty("metricName").GetString()!, $"{dimension.GetProperty("name")} {dimension.GetProperty("operator")} {dimension.GetProperty("values")}", criterion.GetProperty("criterionType").GetString()!);
    }

    [GeneratedRegex(@"^\| (?<names>`[^|]+) \| (?<for>\d+ [mh]) \| (?<window>\d+ [mh]) \| (?<minutes>\w+)", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^### (?<name>\w+)\n.*?(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sections();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Names();
}
