using k8s.Models;

namespace Integration.Deploy.Kubernetes;

/// <summary>Who may talk to whom.</summary>
internal static class NetworkRules
{
    /// <summary>In each namespace with pods, everything is denied that no policy names.</summary>
    public static IEnumerable<string> DenyByDefault(Cluster cluster) =>
        from name in cluster.Workloads.Select(w => w.Namespace).Distinct()
        where !cluster.Of<V1NetworkPolicy>().Any(p => p.Metadata.NamespaceProperty == name && IsDenial(p.Spec))
        select $"namespace {name} denies nothing by default";

    /// <summary>Each deployment has a policy of its own for both directions, and somebody to ask for names and the database.</summary>
    public static IEnumerable<string> Covered(Cluster cluster) =>
        from workload in cluster.Workloads
        let policies = cluster.Of<V1NetworkPolicy>().Where(p => SelectionRules.Matches(p.Spec.PodSelector, workload.Template)).ToList()
        from wrong in new[]
        {
            !workload.Serves || policies.Any(p => p.Spec.PodSelector.MatchLabels?.ContainsKey("app.kubernetes.io/name") == true && p.Spec.PolicyTypes is ["Ingress", "Egress"])
                ? null : "has no network policy of its own",
            LeadsTo(policies, 53) ? null : "may not look up names",
            LeadsTo(policies, 5432) ? null : "may not reach the database",
            LeadsTo(policies, 5671) ? null : "may not reach the broker",
        }
        where wrong is not null
        select $"{workload.Name} {wrong}";

    /// <summary>Only the ingress is called, and only by the cluster's gateway.</summary>
    public static IEnumerable<string> Callers(Cluster cluster) =>
        from policy in cluster.Of<V1NetworkPolicy>()
        from rule in policy.Spec.Ingress ?? []
        where policy.Spec.PodSelector.MatchLabels?.TryGetValue("app.kubernetes.io/name", out var pods) != true || pods != "webhook-ingress"
            || rule.FromProperty is not [{ IpBlock: null, NamespaceSelector.MatchLabels: { } callers }] || !callers.TryGetValue("kubernetes.io/metadata.name", out var caller) || caller != "gateway"
        select $"network policy {policy.Metadata.Name} lets in more than the gateway, or to more than the ingress";

    /// <summary>The namespaces of pods are held to the strictest standard.</summary>
    public static IEnumerable<string> PodSecurity(Cluster cluster) =>
        from name in cluster.Workloads.Select(w => w.Namespace).Distinct()
        where !cluster.Of<V1Namespace>().Any(n => n.Metadata.Name == name && n.Metadata.Labels?.TryGetValue("pod-security.kubernetes.io/enforce", out var level) == true && level == "restricted")
        select $"namespace {name} is not held to the restricted pod security standard";

    private static bool IsDenial(V1NetworkPolicySpec policy) =>
        policy is { PodSelector: { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } }, PolicyTypes: ["Ingress", "Egress"], Ingress: null or { Count: 0 }, Egress: null or { Count: 0 } };

    private static bool LeadsTo(List<V1NetworkPolicy> policies, int port) =>
        policies.SelectMany(p => p.Spec.Egress ?? []).SelectMany(e => e.Ports ?? []).Any(p => p.Port?.Value == $"{port}");
}
