using System.Globalization;
using System.Net;
using k8s.Models;

namespace Integration.Deploy.Kubernetes;

/// <summary>Who may talk to whom.</summary>
internal static class NetworkRules
{
    /// <summary>Networks that are nobody's on the internet: clusters, their nodes, and what answers there for the cloud.</summary>
    private static readonly IPNetwork[] Private =
        [.. ((string[])["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10"]).Select(network => IPNetwork.Parse(network))];

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
            !workload.Serves || LeadsTo(policies, 5671) ? null : "may not reach the broker",
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

    /// <summary>Who may call the internet may not call the inside with it: at 443 there are the cluster's own API, vaults and other people's services.</summary>
    public static IEnumerable<string> Inside(Cluster cluster) =>
        from policy in cluster.Of<V1NetworkPolicy>()
        from rule in policy.Spec.Egress ?? []
        where rule.Ports is null or { Count: 0 } || rule.Ports.Any(IsHttps)
        from inside in rule.To is null or { Count: 0 } ? (string[])["everything"] : rule.To.SelectMany(Private443).Distinct()
        select $"network policy {policy.Metadata.Name} opens 443 to {inside}";

    /// <summary>What ends before a roll-out calls nobody on the internet, at any port.</summary>
    public static IEnumerable<string> Jobs(Cluster cluster) =>
        from workload in cluster.Workloads
        where !workload.Serves && cluster.Of<V1NetworkPolicy>().Where(p => SelectionRules.Matches(p.Spec.PodSelector, workload.Template)).SelectMany(p => p.Spec.Egress ?? []).Any(LeadsOut)
        select $"{workload.Name} may call the internet";

    /// <summary>The namespaces of pods are held to the strictest standard.</summary>
    public static IEnumerable<string> PodSecurity(Cluster cluster) =>
        from name in cluster.Workloads.Select(w => w.Namespace).Distinct()
        where !cluster.Of<V1Namespace>().Any(n => n.Metadata.Name == name && n.Metadata.Labels?.TryGetValue("pod-security.kubernetes.io/enforce", out var level) == true && level == "restricted")
        select $"namespace {name} is not held to the restricted pod security standard";

    private static bool IsDenial(V1NetworkPolicySpec policy) =>
        policy is { PodSelector: { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } }, PolicyTypes: ["Ingress", "Egress"], Ingress: null or { Count: 0 }, Egress: null or { Count: 0 } };

    private static bool IsHttps(V1NetworkPolicyPort port) =>
        port.Port?.Value is not { } first || first == "443" || (port.EndPort >= 443 && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 443);

    /// <summary>What of the inside a rule at 443 leads to.</summary>
    private static IEnumerable<string> Private443(V1NetworkPolicyPeer peer) =>
        peer.IpBlock is { } block
            ? Private.Where(inside => Overlap(inside, IPNetwork.Parse(block.Cidr)) && !(block.Except ?? []).Any(except => Covers(IPNetwork.Parse(except), inside))).Select(inside => inside.ToString())
            : ["pods of the cluster"];

    private static bool LeadsOut(V1NetworkPolicyEgressRule rule) =>
        rule.To is null or { Count: 0 } || rule.To.Any(peer => peer.IpBlock is { } block && !Private.Any(inside => Covers(inside, IPNetwork.Parse(block.Cidr))));

    private static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    private static bool Covers(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    private static bool LeadsTo(List<V1NetworkPolicy> policies, int port) =>
        policies.SelectMany(p => p.Spec.Egress ?? []).SelectMany(e => e.Ports ?? []).Any(p => p.Port?.Value == $"{port}");
}
