using k8s.Models;

namespace Integration.Deploy.Kubernetes;

/// <summary>What chooses pods by their labels chooses those it means.</summary>
internal static class SelectionRules
{
    private static readonly string[] SpreadOver = ["topology.kubernetes.io/zone", "kubernetes.io/hostname"];

    /// <summary>A deployment's selector finds its own pods and no others.</summary>
    public static IEnumerable<string> Own(Cluster cluster) =>
        from deployment in cluster.Of<V1Deployment>()
        let found = cluster.Workloads.Where(w => Matches(deployment.Spec.Selector, w)).Select(w => w.Name).ToList()
        where found is not [var only] || only != deployment.Metadata.Name
        select $"{deployment.Metadata.Name} selects the pods of: {string.Join(", ", found.DefaultIfEmpty("nothing"))}";

    /// <summary>Each deployment has one budget, which finds it alone, leaves it a pod, and lets nodes be drained. How many pods a deployment without a number has, a roll-out with scaling says; the base alone does not.</summary>
    public static IEnumerable<string> Budgets(Cluster cluster) =>
        cluster.Of<V1Deployment>().Where(d => cluster.Of<V1PodDisruptionBudget>().Count(b => Matches(b.Spec.Selector, d.Spec.Template)) != 1)
            .Select(d => $"{d.Metadata.Name} has not exactly one disruption budget")
            .Concat(from budget in cluster.Of<V1PodDisruptionBudget>()
                    where cluster.Workloads.Count(w => Matches(budget.Spec.Selector, w)) != 1
                    select $"disruption budget {budget.Metadata.Name} does not select exactly one deployment")
            .Concat(from deployment in cluster.Of<V1Deployment>()
                    let scaled = cluster.Of<ScaledObject>().Where(s => s.Spec.ScaleTargetRef.Name == deployment.Metadata.Name).ToList()
                    where (scaled.Count > 0 ? scaled.Min(s => s.Spec.MinReplicaCount ?? 0) : deployment.Spec.Replicas ?? (cluster.Of<ScaledObject>().Any() ? 1 : 2)) < 2
                    select $"{deployment.Metadata.Name} has one pod: a budget would end draining or the service");

    /// <summary>Pods are spread over zones and nodes, counted by their own labels.</summary>
    public static IEnumerable<string> Spread(Cluster cluster) =>
        from deployment in cluster.Of<V1Deployment>()
        from key in SpreadOver
        where !(deployment.Spec.Template.Spec.TopologySpreadConstraints ?? []).Any(s => s.TopologyKey == key && Matches(s.LabelSelector, deployment.Spec.Template))
        select $"{deployment.Metadata.Name} is not spread over {key}";

    /// <summary>A service finds pods, at a port they have.</summary>
    public static IEnumerable<string> Services(Cluster cluster) =>
        from service in cluster.Of<V1Service>()
        let found = cluster.Workloads.Where(w => Matches(service.Spec.Selector, w.Template)).ToList()
        from wrong in found is not [{ Serves: true } only]
            ? ["does not select exactly one deployment"]
            : service.Spec.Ports.Where(p => !only.Containers.SelectMany(c => c.Ports ?? []).Any(has => has.Name == p.TargetPort.Value)).Select(p => $"leads to port {p.TargetPort.Value}, which {only.Name} does not have")
        select $"service {service.Metadata.Name} {wrong}";

    /// <summary>What scales names a deployment that is there, within its bounds.</summary>
    public static IEnumerable<string> Scaling(Cluster cluster) =>
        from scaled in cluster.Of<ScaledObject>()
        from wrong in new[]
        {
            cluster.Of<V1Deployment>().Any(d => d.Metadata.Name == scaled.Spec.ScaleTargetRef.Name) ? null : $"scales {scaled.Spec.ScaleTargetRef.Name}, which is no deployment",
            cluster.Of<V1Deployment>().Any(d => d.Metadata.Name == scaled.Spec.ScaleTargetRef.Name && d.Spec.Replicas is not null) ? $"and {scaled.Spec.ScaleTargetRef.Name} itself both say how many there are" : null,
            scaled.Spec.MinReplicaCount >= 2 && scaled.Spec.MaxReplicaCount > scaled.Spec.MinReplicaCount ? null : "does not stay at two pods or more",
        }.Concat(scaled.Spec.Triggers.Select(t => cluster.Of<TriggerAuthentication>().Any(a => a.Metadata.Name == t.AuthenticationRef.Name) ? null : $"asks as {t.AuthenticationRef.Name}, which is no TriggerAuthentication"))
        where wrong is not null
        select $"scaled object {scaled.Metadata.Name} {wrong}";

    public static bool Matches(V1LabelSelector? selector, V1PodTemplateSpec pods) =>
        selector is { MatchExpressions: null or { Count: 0 } } && Matches(selector.MatchLabels, pods);

    private static bool Matches(V1LabelSelector? selector, Workload workload) => Matches(selector, workload.Template);

    private static bool Matches(IDictionary<string, string>? labels, V1PodTemplateSpec pods) =>
        (labels ?? new Dictionary<string, string>()).All(l => pods.Metadata?.Labels?.TryGetValue(l.Key, out var value) == true && value == l.Value);
}
