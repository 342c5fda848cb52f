namespace Integration.Deploy.Kubernetes;

/// <summary>Every rule; each says in words what breaks it.</summary>
internal static class ManifestRules
{
    /// <summary>What holds for the base alone already.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Cluster, IEnumerable<string>>> OfBase = new Dictionary<string, Func<Cluster, IEnumerable<string>>>
    {
        ["image"] = ContainerRules.Image,
        ["limits"] = ContainerRules.Limits,
        ["rights"] = ContainerRules.Rights,
        ["mounts"] = ContainerRules.Mounts,
        ["probes"] = ContainerRules.Probes,
        ["stop"] = ContainerRules.Stop,
        ["own pods"] = SelectionRules.Own,
        ["budgets"] = SelectionRules.Budgets,
        ["spread"] = SelectionRules.Spread,
        ["services"] = SelectionRules.Services,
        ["scaling"] = SelectionRules.Scaling,
        ["denial"] = NetworkRules.DenyByDefault,
        ["callers"] = NetworkRules.Callers,
        ["inside"] = NetworkRules.Inside,
        ["jobs"] = NetworkRules.Jobs,
        ["pod security"] = NetworkRules.PodSecurity,
        ["settings"] = ReferenceRules.Settings,
        ["config maps"] = ReferenceRules.ConfigMaps,
        ["secrets"] = ReferenceRules.Secrets,
        ["accounts"] = ReferenceRules.Accounts,
        ["queues"] = ReferenceRules.Queues,
        ["gateway rate"] = ReferenceRules.GatewayRate,
    };

    /// <summary>And what needs a broker to be chosen.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Cluster, IEnumerable<string>>> OfRollOut =
        new Dictionary<string, Func<Cluster, IEnumerable<string>>>(OfBase) { ["network"] = NetworkRules.Covered };

    /// <summary>Everything that is wrong.</summary>
    public static List<string> Broken(this IReadOnlyDictionary<string, Func<Cluster, IEnumerable<string>>> rules, Cluster cluster) => [.. rules.Values.SelectMany(rule => rule(cluster))];
}
