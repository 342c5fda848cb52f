using k8s.Models;

namespace Integration.Deploy.Kubernetes;

public sealed class When_manifests_are_read
{
    public static TheoryData<string> RollOuts => new(Kubectl.RollOuts);

    [Fact]
    public void Should_keep_every_rule_in_the_base()
    {
        var cluster = Cluster.Base();
        cluster.Of<V1Deployment>().Select(d => d.Metadata.Name).ShouldBe(["payment-worker", "webhook-ingress", "crm-sync"], ignoreOrder: true);
        cluster.Of<V1Job>().Select(j => j.Metadata.Name).ShouldBe(["payment-worker-migrate", "webhook-ingress-migrate", "crm-sync-migrate"], ignoreOrder: true);
        ManifestRules.OfBase.Broken(cluster).ShouldBeEmpty();
    }

    [KubectlTheory]
    [MemberData(nameof(RollOuts))]
    public async Task Should_keep_every_rule_in_each_overlay(string overlay)
    {
        var cluster = await Kubectl.RenderAsync(overlay);
        cluster.Workloads.Select(w => w.Template.Spec.ServiceAccountName).ShouldBe(overlay.Contains("/crm/", StringComparison.Ordinal) ? ["crm-sync"] : ["payment-worker", "webhook-ingress"], ignoreOrder: true);
        cluster.Workloads.ShouldAllBe(w => w.Serves == overlay.EndsWith("services", StringComparison.Ordinal));
        cluster.Of<ScaledObject>().Count().ShouldBe(overlay.EndsWith("services", StringComparison.Ordinal) ? 1 : 0);
        ManifestRules.OfRollOut.Broken(cluster).ShouldBeEmpty();
    }

    [KubectlTheory]
    [InlineData("overlays/prod/before")]
    [InlineData("overlays/prod/services")]
    [InlineData("overlays/prod/crm/before")]
    [InlineData("overlays/prod/crm/services")]
    public async Task Should_mount_from_the_vault_what_the_base_does_not_start_without(string overlay)
    {
        var cluster = await Kubectl.RenderAsync(overlay);
        var needed = Cluster.Base();
        foreach (var workload in cluster.Workloads)
        {
            workload.Template.Spec.Volumes.ShouldContain(v => v.Csi != null, workload.Name);
            ReferenceRules.FilesOf(needed, needed.Workloads.Single(w => w.Name == workload.Name), neededOnly: true).Except(ReferenceRules.FilesOf(cluster, workload)).ShouldBeEmpty(workload.Name);
        }
    }

    [KubectlTheory]
    [InlineData("overlays/prod/before")]
    [InlineData("overlays/prod/services")]
    [InlineData("overlays/prod/crm/before")]
    [InlineData("overlays/prod/crm/services")]
    public async Task Should_run_each_service_in_production_as_an_identity_of_its_own(string overlay)
    {
        var cluster = await Kubectl.RenderAsync(overlay);
        cluster.Workloads.ShouldAllBe(w => w.Template.Metadata.Labels["azure.workload.identity/use"] == "true");
        var clients = cluster.Of<V1ServiceAccount>().ToDictionary(a => a.Metadata.Name, a => a.Metadata.Annotations["azure.workload.identity/client-id"]);
        clients.Keys.ShouldBe(["payment-worker", "webhook-ingress", "crm-sync"], ignoreOrder: true);
        clients.Values.Distinct().Count().ShouldBe(3);
        cluster.Of<SecretProviderClass>().ShouldAllBe(c => c.Spec.Parameters["clientID"] == clients[c.Metadata.Name]);
    }

    /// <summary>The alerts of deploy/azure ask Application Insights: who is told of no place to send to is seen by none of them. Jobs have no way there.</summary>
    [KubectlTheory]
    [InlineData("overlays/prod/before")]
    [InlineData("overlays/prod/services")]
    [InlineData("overlays/prod/crm/before")]
    [InlineData("overlays/prod/crm/services")]
    public async Task Should_tell_production_where_its_telemetry_goes(string overlay)
    {
        var cluster = await Kubectl.RenderAsync(overlay);
        var settings = cluster.Of<V1ConfigMap>().Single().Data;
        settings["APPLICATIONINSIGHTS_CONNECTION_STRING"].ShouldBe(Azure.ClusterValues.Read()["insightsConnectionString"]);
        settings.Keys.ShouldNotContain("OTEL_EXPORTER_OTLP_ENDPOINT");
        var silent = cluster.Workloads.Where(w => w.Containers.SelectMany(c => c.Env ?? []).Any(e => e is { Name: "APPLICATIONINSIGHTS_CONNECTION_STRING", Value: "" })).Select(w => w.Name);
        silent.ShouldBe(cluster.Workloads.Where(w => !w.Serves).Select(w => w.Name));
    }

    /// <summary>The subnet that the templates make, and no other network: nothing else that listens at that port is reached.</summary>
    [KubectlTheory]
    [InlineData("overlays/prod/before")]
    [InlineData("overlays/prod/services")]
    [InlineData("overlays/prod/crm/before")]
    [InlineData("overlays/prod/crm/services")]
    public async Task Should_let_production_reach_its_own_database_alone(string overlay)
    {
        var rules = (await Kubectl.RenderAsync(overlay)).Of<V1NetworkPolicy>().SelectMany(p => p.Spec.Egress ?? []).Where(e => (e.Ports ?? []).Any(p => p.Port?.Value == "5432")).ToList();
        rules.SelectMany(r => r.To).Select(peer => peer.IpBlock?.Cidr).ShouldBe([Azure.DatabaseSubnet.Read().ToString()]);
    }

    /// <summary>What is applied twice, by two roll-outs of one environment, is the same both times.</summary>
    [KubectlTheory]
    [InlineData("overlays/dev")]
    [InlineData("overlays/prod")]
    public async Task Should_not_undo_the_one_roll_out_with_the_other(string overlay)
    {
        var (services, crm) = (await Kubectl.RenderAsync($"{overlay}/services"), await Kubectl.RenderAsync($"{overlay}/crm/services"));
        var texts = services.Objects.ToDictionary(Named, o => k8s.KubernetesYaml.Serialize(o));
        var shared = crm.Objects.Where(o => texts.ContainsKey(Named(o))).ToList();
        shared.Count.ShouldBeGreaterThan(5);
        shared.Where(o => texts[Named(o)] != k8s.KubernetesYaml.Serialize(o)).Select(Named).ShouldBeEmpty();

        static string Named(k8s.IKubernetesObject<V1ObjectMeta> o) => $"{o.Kind} {o.Metadata.Name}";
    }

    [Fact]
    public void Should_find_every_file_that_a_kustomization_names()
    {
        var all = Kustomization.All().ToList();
        all.SelectMany(k => k.Missing()).ShouldBeEmpty();
        var named = all.SelectMany(k => k.Named).ToHashSet();
        var known = all.Select(k => Path.Combine(k.Folder, "kustomization.yaml")).ToHashSet();
        Directory.EnumerateFiles(Cluster.Folder, "*.yaml", SearchOption.AllDirectories).Where(file => !named.Contains(file) && !known.Contains(file))
            .ShouldBeEmpty("no kustomization names these");
    }

    [Fact]
    public void Should_hold_no_secret() => SecretExamples.Filled().ShouldBeEmpty();

    [Fact]
    public void Should_name_vault_secrets_as_settings_are_named()
    {
        var vaults = Cluster.Read(File.ReadAllText(Path.Combine(Cluster.Folder, "components", "key-vault", "secrets.yaml"))).OfType<SecretProviderClass>().ToList();
        vaults.ShouldNotBeEmpty();
        foreach (var alias in vaults.SelectMany(ReferenceRules.VaultAliases))
        {
            vaults.ShouldContain(v => v.Spec.Parameters["objects"].Contains($"objectName: {alias.Replace("__", "--", StringComparison.Ordinal)}\n", StringComparison.Ordinal), alias);
        }
    }
}
