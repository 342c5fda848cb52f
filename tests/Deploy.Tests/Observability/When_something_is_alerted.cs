using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Integration.Conventions;

namespace Integration.Deploy.Observability;

public sealed partial class When_something_is_alerted
{
    private static readonly string Runbook = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbook.md"));

    [Theory]
    [InlineData("integration.outbox.lag", "s", typeof(Gauge<>), "integration_outbox_lag_seconds")]
    [InlineData("integration.health.state", null, typeof(Gauge<>), "integration_health_state")]
    [InlineData("integration.webhooks.received", "{webhook}", typeof(Counter<>), "integration_webhooks_received_total")]
    [InlineData("http.server.request.duration", "s", typeof(Histogram<>), "http_server_request_duration_seconds_bucket http_server_request_duration_seconds_count http_server_request_duration_seconds_sum")]
    public void Should_name_metrics_as_the_collector_does(string name, string? unit, Type kind, string expected) => string.Join(' ', PrometheusNames.Of(new(name, unit, kind))).ShouldBe(expected);

    [Theory]
    [InlineData("max by (state) (a_seconds{state=~\"b|c\"}) > 900 or max(d offset 15m) >= 10", "a_seconds d")]
    [InlineData("sum(rate(e_total{f=\"g\"}[5m])) / on () (hour() >= 7 < 19) and slo:h:i_5m > 14.4 * 0.001 or vector(0)", "e_total slo:h:i_5m")]
    public void Should_find_metrics_in_an_expression(string expression, string expected) => string.Join(' ', PromQl.Metrics(expression)).ShouldBe(expected);

    [Fact]
    public async Task Should_name_only_metrics_that_there_are()
    {
        var known = await PrometheusNames.AllAsync();
        known.ShouldContain("integration_gateway_duration_seconds_count");
        known.ShouldContain("integration_crm_backlog_age_seconds");
        known.ShouldContain("integration_crm_quota_used");
        known.UnionWith(RuleFiles.All.Select(r => r.record));
        RuleFiles.Alerts.Count().ShouldBeGreaterThan(20);
        RuleFiles.All.SelectMany(r => PromQl.Metrics(r.expr).Where(m => !known.Contains(m)).Select(m => $"{r.alert}{r.record}: {m}")).ShouldBeEmpty();
        Dashboards.Targets.SelectMany(t => PromQl.Metrics(t.Expression).Where(m => !known.Contains(m)).Select(m => $"{t.Panel}: {m}")).ShouldBeEmpty();
        RuleFiles.AllTests.SelectMany(t => t.input_series).Select(s => s.series.Split('{')[0]).Distinct().Where(m => !known.Contains(m)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_ask_Azure_for_metrics_that_there_are()
    {
        var instruments = (await ProductMeters.AllAsync()).Select(i => i.Name).ToHashSet();
        var asked = Asked().Matches(await File.ReadAllTextAsync(Path.Combine(Azure.Bicep.Folder, "modules", "alerts.bicep"))).Select(m => m.Value).Distinct().ToList();
        asked.Count.ShouldBeGreaterThan(15);
        asked.Where(name => !instruments.Contains(name)).ShouldBeEmpty();
    }

    /// <summary>States stand in rules as text, and a state that is renamed would be silent.</summary>
    [Fact]
    public void Should_name_only_states_that_there_are()
    {
        var named = RuleFiles.All.SelectMany(r => States().Matches(r.expr)).SelectMany(m => m.Groups["states"].Value.Split('|')).Distinct().ToList();
        named.ShouldBe(PaymentWorker.Watch.PaymentStates.Waiting.Where(s => s != "NeedsReview"), ignoreOrder: true);
    }

    /// <summary>So do the reasons for which calls to the CRM fail.</summary>
    [Fact]
    public void Should_name_only_reasons_that_there_are()
    {
        var named = RuleFiles.All.Select(r => r.expr).Concat(Dashboards.Targets.Select(t => t.Expression)).Concat(RuleFiles.AllTests.SelectMany(t => t.input_series).Select(s => s.series))
            .SelectMany(text => Reasons().Matches(text)).Select(m => m.Groups["reason"].Value).Distinct().ToList();
        named.ShouldContain("Unauthorized");
        named.Except(Enum.GetNames<CrmSync.Providers.CrmFailureKind>()).ShouldBeEmpty();
        CrmReasons().Matches(File.ReadAllText(Path.Combine(Azure.Bicep.Folder, "modules", "alerts.bicep"))).Select(m => m.Groups["reason"].Value).ShouldBe(["Unauthorized", "Refused"]);
    }

    [Fact]
    public void Should_tell_who_is_woken_what_to_do()
    {
        var sections = Sections().Matches(Runbook).ToDictionary(m => m.Groups["name"].Value.ToLowerInvariant(), m => m.Groups["text"].Value);
        RuleFiles.Alerts.Select(a => a.annotations.GetValueOrDefault("runbook_url", "")).Where(url => !url.StartsWith("docs/runbook.md#", StringComparison.Ordinal) || !sections.ContainsKey(url.Split('#')[1])).ShouldBeEmpty();
        sections.Keys.Except(RuleFiles.Alerts.Select(a => a.annotations["runbook_url"].Split('#')[1])).ShouldBeEmpty("nobody is sent there");
        sections.Where(s => !s.Value.Contains("```", StringComparison.Ordinal) || !s.Value.Contains("leave alone", StringComparison.OrdinalIgnoreCase)).Select(s => s.Key)
            .ShouldBeEmpty("they lack a query or command, or when to leave it alone");
        Links().Matches(Runbook).Select(m => m.Groups["anchor"].Value).Where(a => !sections.ContainsKey(a)).ShouldBeEmpty();
        RuleFiles.Alerts.Where(a => a.labels.GetValueOrDefault("severity") is not ("page" or "ticket") || !a.annotations.ContainsKey("summary")).Select(a => a.alert).ShouldBeEmpty();
    }

    [Fact]
    public void Should_have_a_test_that_fires_and_one_that_stays_quiet_for_each_alert()
    {
        var tests = RuleFiles.AllTests.SelectMany(t => t.alert_rule_test).ToLookup(t => t.alertname, t => t.exp_alerts.Count > 0);
        RuleFiles.Alerts.Where(a => !tests[a.alert].Contains(true) || !tests[a.alert].Contains(false)).Select(a => a.alert).ShouldBeEmpty();
        RuleFiles.Alerts.Select(a => a.alert).Distinct().Count().ShouldBe(RuleFiles.Alerts.Count());
    }

    [PromtoolFact]
    public async Task Should_be_written_as_Prometheus_reads_it()
    {
        var (code, said) = await Promtool.RunAsync(["check", "rules", .. RuleFiles.Rules]);
        code.ShouldBe(0, said);
    }

    [PromtoolFact]
    public async Task Should_fire_in_its_case_and_be_quiet_on_a_healthy_day()
    {
        var (code, said) = await Promtool.RunAsync(["test", "rules", .. RuleFiles.Tests]);
        code.ShouldBe(0, said);
    }

    [PromtoolFact]
    public async Task Should_draw_dashboards_from_questions_that_Prometheus_understands()
    {
        Dashboards.Targets.Count.ShouldBeGreaterThan(30);
        var file = Path.Combine(Directory.CreateTempSubdirectory("integration-dashboards-").FullName, "panels.yaml");
        await File.WriteAllTextAsync(file, "groups: [{ name: panels, rules: [" + string.Join(",", Dashboards.Targets.Select((t, i) => $"{{ record: 'panel:{i}', expr: '{t.Expression.Replace("'", "''", StringComparison.Ordinal)}' }}")) + "] }]");
        var (code, said) = await Promtool.RunAsync("check", "rules", file);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        code.ShouldBe(0, said);
    }

    [GeneratedRegex(@"integration\.[a-z_.]+(?<!\.)")]
    private static partial Regex Asked();

    [GeneratedRegex(@"reason=""(?<reason>[^""]+)""")]
    private static partial Regex Reasons();

    [GeneratedRegex(@"crmFailures, '(?<reason>\w+)'")]
    private static partial Regex CrmReasons();

    [GeneratedRegex(@"state=~?""(?<states>[^""]+)""")]
    private static partial Regex States();

    [GeneratedRegex(@"^### (?<name>\w+)\n(?<text>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]+)\)")]
    private static partial Regex Links();
}
