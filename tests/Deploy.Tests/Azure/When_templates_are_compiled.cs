using System.Text.Json;
using System.Text.RegularExpressions;
using Integration.Conventions;
using Integration.Deploy.Kubernetes;
using k8s.Models;

namespace Integration.Deploy.Azure;

public sealed class When_templates_are_compiled
{
    private static readonly string Main = Path.Combine(Bicep.Folder, "main.bicep");

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
        var (parameters, findings) = await Bicep.BuildParametersAsync(Path.Combine(Bicep.Folder, "prod.bicepparam"), ("POSTGRES_PASSWORD", "made-up-for-this-test-only"), ("CLUSTER_ISSUER", ""));
        findings.ShouldBeEmpty();
        parameters.GetProperty("parametersJson").GetString()!.ShouldContain("made-up-for-this-test-only");
        (await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "prod.bicepparam"))).ShouldNotContain("made-up-for-this-test-only");
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

    [BicepFact]
    public async Task Should_print_what_the_overlay_for_production_needs()
    {
        var (template, _) = await Bicep.BuildAsync(Main);
        var values = Cluster.Read(await File.ReadAllTextAsync(Path.Combine(Cluster.Folder, "overlays", "prod", "environment", "azure.yaml"))).OfType<V1ConfigMap>().Single();
        values.Data.Keys.Except(TemplateRules.Outputs(template)).ShouldBeEmpty();
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
