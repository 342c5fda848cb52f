using System.Text.Json;
using System.Text.RegularExpressions;
using Integration.Conventions;
using Integration.Deploy.Kubernetes;

namespace Integration.Deploy.Azure;

public sealed class When_templates_are_compiled
{
    private static readonly string Main = Path.Combine(Bicep.Folder, "main.bicep");
    private static readonly string Parameters = Path.Combine(Bicep.Folder, "prod.bicepparam");

    [BicepFact]
    public async Task Should_compile_without_a_finding_and_keep_every_rule()
    {
        var (template, findings) = await Bicep.BuildAsync(Main);
        findings.ShouldBeEmpty();
        TemplateRules.Broken(template).ShouldBeEmpty();
    }

    [BicepFact]
    public async Task Should_take_the_parameters_for_production_with_the_password_from_the_environment()
    {
        var (parameters, findings) = await Bicep.BuildParametersAsync(
            Parameters, ("POSTGRES_PASSWORD", "made-up-for-this-test-only"), ("POSTGRES_SERVICES_PASSWORD", "made-up-for-this-test-too"), ("CLUSTER_ISSUER", ""));
        findings.ShouldBeEmpty();
        var text = parameters.GetProperty("parametersJson").GetString()!;
        text.ShouldContain("made-up-for-this-test-only");
        text.ShouldContain("made-up-for-this-test-too");
        (await File.ReadAllTextAsync(Parameters)).ShouldNotContain("made-up-for-this-test");
    }

    [BicepFact]
    public async Task Should_tell_of_alerts_whom_the_environment_names_and_nobody_without()
    {
        (await ActionGroupsAsync("")).ShouldBeEmpty();
        (await ActionGroupsAsync("/one,/two")).ShouldBe(["/one", "/two"]);

        static async Task<List<string?>> ActionGroupsAsync(string groups)
        {
            var (parameters, findings) = await Bicep.BuildParametersAsync(
                Parameters, ("POSTGRES_PASSWORD", "made-up-for-this-test-only"), ("POSTGRES_SERVICES_PASSWORD", "made-up-for-this-test-too"), ("ALERT_ACTION_GROUPS", groups));
            findings.ShouldBeEmpty();
            using var document = JsonDocument.Parse(parameters.GetProperty("parametersJson").GetString()!);
            return [.. document.RootElement.GetProperty("parameters").GetProperty("alertActionGroups").GetProperty("value").EnumerateArray().Select(g => g.GetString())];
        }
    }

    /// <summary>Whoever deploys is told of each variable where the command stands.</summary>
    [Fact]
    public void Should_name_in_words_what_the_parameters_read_from_the_environment()
    {
        var commands = Regex.Match(File.ReadAllText(Path.Combine(Bicep.Folder, "README.md")), "^## Three commands\n.*?(?=^## )", RegexOptions.Multiline | RegexOptions.Singleline).Value;
        var read = Regex.Matches(File.ReadAllText(Parameters), @"readEnvironmentVariable\('(?<name>\w+)'").Select(m => m.Groups["name"].Value).Distinct().ToList();
        read.Count.ShouldBeGreaterThan(3);
        read.Where(name => !commands.Contains($"{name}=", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Whoever takes a service over has what the services' own role may do, and not the server.</summary>
    [Fact]
    public void Should_not_give_the_services_the_administrator_of_PostgreSQL()
    {
        var connection = Regex.Match(File.ReadAllText(Main), "^var database = .*$", RegexOptions.Multiline).Value;
        connection.ShouldContain("Username=${servicesLogin};Password=${servicesPassword};");
        connection.ShouldNotContain("postgresLogin");
        connection.ShouldNotContain("postgresPassword");
        Regex.Count(File.ReadAllText(Main), "postgresPassword").ShouldBe(2, "its parameter, and the server's own");
    }

    [BicepFact]
    public async Task Should_name_what_is_broken_on_purpose()
    {
        using var copy = new TemplateCopy();
        copy.Replace("modules/service-bus.bicep", "disableLocalAuth: true", "disableLocalAuth: false");
        copy.Replace("modules/key-vault.bicep", "4633458b-17de-408a-b874-0445c86b69e6", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7");
        copy.Replace("modules/postgres.bicep", "require_secure_transport", "log_connections");
        var (template, findings) = await Bicep.BuildAsync(copy.File("main.bicep"));
        findings.ShouldBeEmpty();
        var broken = TemplateRules.Broken(template);
        broken.ShouldContain("Microsoft.ServiceBus/namespaces can be opened with a key: properties.disableLocalAuth is not True");
        broken.ShouldContain("PostgreSQL does not insist on TLS");
        broken.ShouldContain(b => b.StartsWith("the role b86a8fe4-44ce-4948-aee5-eccb2c155cd7 is given", StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task Should_refuse_a_property_that_Azure_does_not_know_and_a_topology_of_another_shape()
    {
        using var copy = new TemplateCopy();
        copy.Replace("modules/service-bus.bicep", "disableLocalAuth:", "disableLocalAuthentication:");
        (await Bicep.BuildAsync(copy.File("main.bicep"))).Findings.ShouldContain("disableLocalAuthentication");

        using var other = new TemplateCopy();
        await File.WriteAllTextAsync(other.File("topology.json"), """{ "topics": [{ "name": "payments.initiate-payment", "subscriptions": [{ "name": "payments" }] }], "queues": [] }""");
        (await Bicep.BuildAsync(other.File("main.bicep"))).Findings.ShouldContain("forwardTo");
    }

    /// <summary>Every output is meant for the cluster: it has its place in azure.yaml, and from there goes somewhere.</summary>
    [BicepFact]
    public async Task Should_print_what_the_overlay_for_production_takes_up()
    {
        var (template, _) = await Bicep.BuildAsync(Main);
        var values = ClusterValues.Read().Keys;
        values.ShouldBe(TemplateRules.Outputs(template), ignoreOrder: true);
        var replacements = await File.ReadAllTextAsync(Path.Combine(ClusterValues.Folder, "replacements.yaml"));
        Regex.Matches(replacements, @"source: \{ kind: ConfigMap, name: azure, fieldPath: data\.(?<name>\w+) \}").Select(m => m.Groups["name"].Value).ShouldBe(values, ignoreOrder: true);
    }

    [Fact]
    public void Should_scale_by_queues_that_the_scaler_may_watch()
    {
        var watched = Regex.Match(File.ReadAllText(Main), @"param scaledQueues string\[\] = \[(?<names>[^\]]*)\]").Groups["names"].Value.Split(", ").Select(n => n.Trim('\''));
        string[] files = ["service-bus-scaling/payment-worker.yaml", "service-bus-scaling-crm/crm-sync.yaml"];
        var scaled = files.SelectMany(file => Cluster.Read(File.ReadAllText(Path.Combine(Cluster.Folder, "components", file)))).OfType<ScaledObject>();
        scaled.SelectMany(s => s.Spec.Triggers).Select(t => t.Metadata["queueName"]).ShouldBe(watched, ignoreOrder: true);
    }

    /// <summary>Without a CRM nothing is sent to queues that nobody empties; with one, its service may take from these and from no others.</summary>
    [Fact]
    public void Should_know_which_queues_are_those_of_the_CRM()
    {
        var queues = Regex.Match(File.ReadAllText(Main), @"var crmQueues = \[(?<names>[^\]]*)\]").Groups["names"].Value.Split(", ").Select(n => n.Trim('\'')).ToList();
        queues.ShouldBe(ReferenceRules.Endpoints("crm-sync"), ignoreOrder: true);
        using var topology = JsonDocument.Parse(File.ReadAllText(Path.Combine(Bicep.Folder, "topology.json")));
        queues.Except(topology.RootElement.GetProperty("queues").EnumerateArray().Select(q => q.GetProperty("name").GetString()!)).ShouldBeEmpty();
        var runbook = File.ReadAllText(Path.Combine(Repository.Root, "docs", "runbook.md"));
        Regex.Matches(Regex.Match(runbook, @"then delete its queues \((?<names>[^)]*)\)").Groups["names"].Value, "`(?<name>[^`]+)`").Select(m => m.Groups["name"].Value).ShouldBe(queues, ignoreOrder: true);
    }

    [Fact]
    public void Should_have_a_topology_of_the_shape_that_the_template_reads()
    {
        using var topology = JsonDocument.Parse(File.ReadAllText(Path.Combine(Bicep.Folder, "topology.json")));
        topology.RootElement.EnumerateObject().Select(p => p.Name).ShouldBe(["topics", "queues"], ignoreOrder: true);
    }
}
