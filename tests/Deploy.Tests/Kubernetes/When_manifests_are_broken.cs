using k8s.Models;
using YamlDotNet.Core;

namespace Integration.Deploy.Kubernetes;

/// <summary>Each rule finds what breaks it: the base, with one thing made wrong in memory.</summary>
public sealed class When_manifests_are_broken
{
    private readonly Cluster _cluster = Cluster.Base();

    private V1Deployment Worker => _cluster.Of<V1Deployment>().Single(d => d.Metadata.Name == "payment-worker");

    private V1Container Service => Worker.Spec.Template.Spec.Containers.Single();

    [Theory]
    [InlineData("integration/payment-worker:latest")]
    [InlineData("integration/payment-worker")]
    public void Should_name_an_image_without_a_version(string image) =>
        Broken(() => Service.Image = image).ShouldBe([$"payment-worker/service has the image {image}, which names no version"]);

    [Fact]
    public void Should_name_a_missing_limit() =>
        Broken(() => Service.Resources.Limits.Remove("memory")).ShouldBe(["payment-worker/service has no limit of memory"]);

    [Fact]
    public void Should_name_each_right_too_many()
    {
        Broken(() => Worker.Spec.Template.Spec.SecurityContext.RunAsNonRoot = null).ShouldBe(["payment-worker/service may run as root"]);
        Broken(() => Service.SecurityContext.ReadOnlyRootFilesystem = false).ShouldContain("payment-worker/service may write to its root");
        Broken(() => Service.SecurityContext.AllowPrivilegeEscalation = null).ShouldContain("payment-worker/service may gain privileges");
        Broken(() => Service.SecurityContext.Capabilities.Add = ["NET_ADMIN"]).ShouldContain("payment-worker/service keeps capabilities");
        Broken(() => Worker.Spec.Template.Spec.Volumes.Single(v => v.Name == "tmp").EmptyDir.SizeLimit = null).ShouldContain("payment-worker/service mounts tmp without a limit of size");
    }

    [Fact]
    public void Should_name_a_probe_that_asks_the_wrong_thing()
    {
        Broken(() => Service.LivenessProbe.HttpGet.Path = "/health/ready").ShouldBe(["payment-worker/service has a liveness probe at /health/ready instead of /health/live"]);
        Broken(() => Service.ReadinessProbe = null).ShouldContain("payment-worker/service has no readiness probe");
    }

    [Fact]
    public void Should_name_a_kill_before_the_orderly_stop_is_over() =>
        Broken(() => Worker.Spec.Template.Spec.TerminationGracePeriodSeconds = 30).ShouldBe(["payment-worker is killed after 30 s and may need 30 s to stop"]);

    [Fact]
    public void Should_name_a_budget_that_finds_no_pods() =>
        Broken(() => _cluster.Of<V1PodDisruptionBudget>().Single(b => b.Metadata.Name == "payment-worker").Spec.Selector.MatchLabels["app.kubernetes.io/name"] = "worker")
            .ShouldBe(["payment-worker has not exactly one disruption budget", "disruption budget payment-worker does not select exactly one deployment"]);

    [Fact]
    public void Should_name_a_setting_that_nobody_reads() =>
        Broken(() => Service.Env.Add(new() { Name = "Gateways__Stripe__RequestPerSecond", Value = "10" })).ShouldBe(["payment-worker is told Gateways__Stripe__RequestPerSecond, which no options class has"]);

    [Fact]
    public void Should_name_a_secret_that_nobody_makes_and_one_in_a_variable()
    {
        Broken(() => Worker.Spec.Template.Spec.Volumes.Single(v => v.Name == "secrets").Projected.Sources[0].Secret.Name = "worker")
            .ShouldContain("payment-worker needs Gateways__Stripe__SecretKey of secret worker, which overlays/dev/secrets does not name");
        Broken(() => Service.Env.Add(new() { Name = "Gateways__Stripe__SecretKey", Value = "x" })).ShouldContain("payment-worker is told Gateways__Stripe__SecretKey by a variable: mount it as a file");
    }

    /// <summary>Without one that it needs a service would start and fail; without one that it need not have, no pod would start.</summary>
    [Fact]
    public void Should_name_a_secret_that_is_needed_where_it_may_be_absent_and_the_other_way_round()
    {
        var sources = _cluster.Of<V1Deployment>().Single(d => d.Metadata.Name == "webhook-ingress").Spec.Template.Spec.Volumes.Single(v => v.Name == "secrets").Projected.Sources;
        Broken(() => sources[0].Secret.Optional = true).ShouldContain("webhook-ingress can do without Webhooks__Stripe__SigningSecrets__0 of secret webhook-ingress, which overlays/dev/secrets does not name so");
        Broken(() => sources[1].Secret.Optional = null).ShouldContain("webhook-ingress needs Webhooks__Stripe__SigningSecrets__1 of secret webhook-ingress, which overlays/dev/secrets does not name");
    }

    [Fact]
    public void Should_name_pods_that_anybody_may_call()
    {
        var policy = _cluster.Of<V1NetworkPolicy>().Single(p => p.Metadata.Name == "payment-worker");
        Broken(() => policy.Spec.Ingress = [new()]).ShouldBe(["network policy payment-worker lets in more than the gateway, or to more than the ingress"]);
        Broken(() => _cluster.Of<V1NetworkPolicy>().Single(p => p.Metadata.Name == "default-deny").Spec.PolicyTypes = ["Ingress"]).ShouldContain("namespace integration denies nothing by default");
    }

    [Fact]
    public void Should_name_a_way_to_the_inside_beside_the_one_to_the_internet()
    {
        var rule = _cluster.Of<V1NetworkPolicy>().Single(p => p.Metadata.Name == "payment-worker").Spec.Egress.Single();
        Broken(() => rule.To[0].IpBlock.Except = ["169.254.0.0/16", "192.168.0.0/16", "172.16.0.0/12", "100.64.0.0/10", "10.0.0.0/9"]).ShouldBe(["network policy payment-worker opens 443 to 10.0.0.0/8"]);
        Broken(() => rule.To[0].IpBlock.Cidr = "52.0.0.0/8").ShouldBeEmpty();
        Broken(() => rule.To = [new() { NamespaceSelector = new() }]).ShouldBe(["network policy payment-worker opens 443 to pods of the cluster"]);
        Broken(() => rule.Ports = null).ShouldBe(["network policy payment-worker opens 443 to pods of the cluster"]);
        Broken(() => rule.To = null).ShouldBe(["network policy payment-worker opens 443 to everything"]);
    }

    [Fact]
    public void Should_name_a_job_that_gets_to_the_internet() =>
        Broken(() => _cluster.Of<V1NetworkPolicy>().Single(p => p.Metadata.Name == "payment-worker").Spec.PodSelector.MatchLabels.Remove("app.kubernetes.io/component"))
            .ShouldBe(["payment-worker-migrate may call the internet"]);

    [Fact]
    public void Should_name_a_deployment_without_a_policy_of_its_own() =>
        NetworkRules.Covered(new([.. _cluster.Objects.Where(o => o is not V1NetworkPolicy { Metadata.Name: "payment-worker" })])).ShouldContain("payment-worker has no network policy of its own");

    [Fact]
    public void Should_name_a_map_or_an_account_that_is_not_there()
    {
        Broken(() => Service.EnvFrom[0].ConfigMapRef.Name = "settings").ShouldBe(["payment-worker is told by config map settings, which does not exist"]);
        Broken(() => Worker.Spec.Template.Spec.ServiceAccountName = "default").ShouldContain("payment-worker runs as default, which is no service account without a token");
    }

    [Fact]
    public void Should_name_a_queue_that_is_no_endpoint_and_more_calls_than_the_gateway_takes()
    {
        var file = Path.Combine(Cluster.Folder, "components", "rabbitmq-scaling", "payment-worker.yaml");
        var cluster = new Cluster([.. _cluster.Objects, .. Cluster.Read(File.ReadAllText(file).Replace("queueName: attempts", "queueName: attempt", StringComparison.Ordinal))]);
        ReferenceRules.Queues(cluster).ShouldBe(["scaled object payment-worker looks at queue attempt, which is no endpoint of payment-worker"]);
        ReferenceRules.GatewayRate(cluster).ShouldBe(["4 workers with Gateways__Stripe__RequestsPerSecond unset may call Stripe more than 100 times a second"]);
    }

    [Fact]
    public void Should_name_what_is_wrong_with_the_service_of_the_CRM()
    {
        var crm = _cluster.Of<V1Deployment>().Single(d => d.Metadata.Name == "crm-sync");
        Broken(() => crm.Spec.Template.Spec.Containers.Single().Env.Add(new() { Name = "ExternalApis__crm__Auth__ApiKey__Key", Value = "x" }))
            .ShouldBe(["crm-sync is told ExternalApis__crm__Auth__ApiKey__Key by a variable: mount it as a file"]);
        Broken(() => crm.Spec.Template.Spec.Volumes.Single(v => v.Name == "secrets").Projected.Sources[0].Secret.Items[1].Path = "ExternalApis__crm__ApiKey")
            .ShouldContain("crm-sync is told ExternalApis__crm__ApiKey, which no options class has");
        var scaling = File.ReadAllText(Path.Combine(Cluster.Folder, "components", "service-bus-scaling-crm", "crm-sync.yaml")).Replace("queueName: crm-changes", "queueName: payments", StringComparison.Ordinal);
        ReferenceRules.Queues(new([.. _cluster.Objects, .. Cluster.Read(scaling)])).ShouldBe(["scaled object crm-sync looks at queue payments, which is no endpoint of crm-sync"]);
    }

    [Fact]
    public void Should_refuse_a_field_that_Kubernetes_does_not_know()
    {
        var yaml = File.ReadAllText(Path.Combine(Cluster.Folder, "base", "services", "payment-worker", "deployment.yaml"));
        Should.NotThrow(() => Cluster.Read(yaml));
        Should.Throw<YamlException>(() => Cluster.Read(yaml.Replace("readinessProbe:", "readynessProbe:", StringComparison.Ordinal))).ToString().ShouldContain("readynessProbe");
    }

    [Fact]
    public void Should_name_a_file_that_is_not_there() =>
        Kustomization.Read(Cluster.Folder, "resources: [base/foundation, base/servces]").Missing().ShouldBe(["./kustomization.yaml names base/servces, which does not exist"]);

    private List<string> Broken(Action change)
    {
        change();
        return ManifestRules.OfBase.Broken(_cluster);
    }
}
