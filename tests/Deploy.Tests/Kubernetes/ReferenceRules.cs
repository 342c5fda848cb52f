using System.Text.RegularExpressions;
using Integration.Conventions;
using Integration.Deploy.Settings;
using k8s.Models;

namespace Integration.Deploy.Kubernetes;

/// <summary>What is named exists: settings, secrets, accounts, queues.</summary>
internal static partial class ReferenceRules
{
    /// <summary>Every setting that a pod is told, as a variable, from a map or as a file, is one the product reads.</summary>
    public static IEnumerable<string> Settings(Cluster cluster) =>
        from workload in cluster.Workloads
        from name in SettingsOf(cluster, workload).Distinct()
        where !KnownSettings.Contains(name)
        select $"{workload.Name} is told {name}, which no options class has";

    /// <summary>Every config map that pods are told by is there.</summary>
    public static IEnumerable<string> ConfigMaps(Cluster cluster) =>
        from workload in cluster.Workloads
        from name in workload.Containers.SelectMany(c => c.EnvFrom ?? []).Select(e => e.ConfigMapRef?.Name).OfType<string>()
        where !cluster.Of<V1ConfigMap>().Any(m => m.Metadata.Name == name)
        select $"{workload.Name} is told by config map {name}, which does not exist";

    /// <summary>Every key of a secret that is mounted or asked for is one that somebody is told to make, or that a vault gives; nothing secret is in a manifest.</summary>
    public static IEnumerable<string> Secrets(Cluster cluster)
    {
        var made = SecretExamples.Keys();
        return KeysOf(cluster).Where(k => !made.Contains((k.Secret, k.Key, k.IsOptional)))
            .Select(k => $"{k.By} {(k.IsOptional ? "can do without" : "needs")} {k.Key} of secret {k.Secret}, which overlays/dev/secrets does not name{(k.IsOptional ? " so" : "")}")
            .Concat(from workload in cluster.Workloads
                    from volume in workload.Template.Spec.Volumes ?? []
                    where volume.Csi is { } csi && !cluster.Of<SecretProviderClass>().Any(c => c.Metadata.Name == csi.VolumeAttributes["secretProviderClass"])
                    select $"{workload.Name} mounts secrets of {volume.Csi.VolumeAttributes["secretProviderClass"]}, which is no SecretProviderClass")
            .Concat(cluster.Of<V1Secret>().Select(s => $"secret {s.Metadata.Name} is in the manifests"))
            .Concat(from workload in cluster.Workloads
                    from variable in workload.Containers.SelectMany(c => c.Env ?? [])
                    where SecretName().IsMatch(variable.Name)
                    select $"{workload.Name} is told {variable.Name} by a variable: mount it as a file");
    }

    /// <summary>Every account that pods run as is there.</summary>
    public static IEnumerable<string> Accounts(Cluster cluster) =>
        from workload in cluster.Workloads
        where !cluster.Of<V1ServiceAccount>().Any(a => a.Metadata.Name == workload.Template.Spec.ServiceAccountName && a.AutomountServiceAccountToken == false)
        select $"{workload.Name} runs as {workload.Template.Spec.ServiceAccountName}, which is no service account without a token";

    /// <summary>Every queue that is looked at is an endpoint of the service that is scaled by it.</summary>
    public static IEnumerable<string> Queues(Cluster cluster) =>
        from scaled in cluster.Of<ScaledObject>()
        from trigger in scaled.Spec.Triggers
        let queue = trigger.Metadata.TryGetValue("queueName", out var name) ? name : "(none)"
        where !Endpoints(scaled.Spec.ScaleTargetRef.Name).Contains(queue)
        select $"scaled object {scaled.Metadata.Name} looks at queue {queue}, which is no endpoint of {scaled.Spec.ScaleTargetRef.Name}";

    /// <summary>All workers together stay within what Stripe lets an account do in a second.</summary>
    public static IEnumerable<string> GatewayRate(Cluster cluster) =>
        from scaled in cluster.Of<ScaledObject>()
        where scaled.Spec.ScaleTargetRef.Name == "payment-worker"
        let told = cluster.Of<V1ConfigMap>().Select(m => m.Data?.TryGetValue("Gateways__Stripe__RequestsPerSecond", out var each) == true ? int.Parse(each, System.Globalization.CultureInfo.InvariantCulture) : (int?)null).FirstOrDefault(r => r is not null)
        where told is null || told * scaled.Spec.MaxReplicaCount > 100
        select $"{scaled.Spec.MaxReplicaCount} workers with Gateways__Stripe__RequestsPerSecond {told?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unset"} may call Stripe more than 100 times a second";

    /// <summary>Names of files below the secrets' mount, whatever brings them; all of them, or those alone without which no pod starts.</summary>
    public static IEnumerable<string> FilesOf(Cluster cluster, Workload workload, bool neededOnly = false) => (workload.Template.Spec.Volumes ?? []).SelectMany(volume =>
        volume.Projected is { } projected ? projected.Sources.Where(s => !neededOnly || s.Secret?.Optional != true).SelectMany(s => s.Secret?.Items ?? []).Select(i => i.Path)
        : volume.Csi is { } csi ? cluster.Of<SecretProviderClass>().Where(c => c.Metadata.Name == csi.VolumeAttributes["secretProviderClass"]).SelectMany(VaultAliases)
        : []);

    public static IEnumerable<string> VaultAliases(SecretProviderClass vault) => Alias().Matches(vault.Spec.Parameters["objects"]).Select(m => m.Groups["alias"].Value);

    private static IEnumerable<string> SettingsOf(Cluster cluster, Workload workload) =>
        workload.Containers.SelectMany(c => c.Env ?? []).Select(e => e.Name)
            .Concat(workload.Containers.SelectMany(c => c.EnvFrom ?? []).SelectMany(e => cluster.Of<V1ConfigMap>().Where(m => m.Metadata.Name == e.ConfigMapRef?.Name)).SelectMany(m => m.Data.Keys))
            .Concat(FilesOf(cluster, workload));

    private static IEnumerable<(string By, string Secret, string Key, bool IsOptional)> KeysOf(Cluster cluster) =>
        (from workload in cluster.Workloads
         from source in (workload.Template.Spec.Volumes ?? []).SelectMany(v => v.Projected?.Sources ?? []).Select(s => s.Secret).OfType<V1SecretProjection>()
         from item in source.Items ?? []
         select (workload.Name, source.Name, item.Key, source.Optional == true))
        .Concat(from trigger in cluster.Of<TriggerAuthentication>() from secret in trigger.Spec.SecretTargetRef select (trigger.Metadata.Name, secret.Name, secret.Key, false));

    /// <summary>The queues that a service receives from, as its source names them.</summary>
    public static HashSet<string> Endpoints(string service) =>
    [
        .. Repository.SourceFiles(Path.Combine("services", Service.Called(service).Project)).SelectMany(file => Endpoint().Matches(File.ReadAllText(file))).Select(m => m.Groups["name"].Value),
    ];

    [GeneratedRegex("""(EndpointName|endpoint\.Name) = "(?<name>[a-z-]+)";""")]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"objectAlias: (?<alias>\w+)")]
    private static partial Regex Alias();

    [GeneratedRegex("Secret(Key|s__)|ClientSecret|ApiKey__Key|TokenKeys|ConnectionStrings__(Integration|RabbitMq|Redis)|Password", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
