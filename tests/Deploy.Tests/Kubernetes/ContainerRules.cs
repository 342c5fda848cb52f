using System.Text.RegularExpressions;
using k8s.Models;

namespace Integration.Deploy.Kubernetes;

/// <summary>What a container may do, take and is asked for.</summary>
internal static partial class ContainerRules
{
    private static readonly string[] Resources = ["cpu", "memory"];

    /// <summary>An image says which it is, and not "the newest".</summary>
    public static IEnumerable<string> Image(Cluster cluster) =>
        Each(cluster, (_, c) => PinnedImage().IsMatch(c.Image ?? "") ? null : $"has the image {c.Image}, which names no version");

    /// <summary>Requests and limits of processor and memory.</summary>
    public static IEnumerable<string> Limits(Cluster cluster) =>
        from workload in cluster.Workloads
        from container in workload.Containers
        from resource in Resources
        from wrong in new[]
        {
            container.Resources?.Requests?.ContainsKey(resource) == true ? null : $"requests no {resource}",
            container.Resources?.Limits?.ContainsKey(resource) == true ? null : $"has no limit of {resource}",
        }
        where wrong is not null
        select $"{workload.Name}/{container.Name} {wrong}";

    /// <summary>Pod Security Standards, "restricted", and a root that cannot be written.</summary>
    public static IEnumerable<string> Rights(Cluster cluster) =>
        Each(cluster, (w, _) => w.Template.Spec.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0 } ? null : "may run as root")
            .Concat(Each(cluster, (w, _) => w.Template.Spec.SecurityContext?.SeccompProfile?.Type == "RuntimeDefault" ? null : "has no seccomp profile"))
            .Concat(Each(cluster, (_, c) => c.SecurityContext?.AllowPrivilegeEscalation == false ? null : "may gain privileges"))
            .Concat(Each(cluster, (_, c) => c.SecurityContext is { Privileged: not true, RunAsNonRoot: not false, RunAsUser: not 0 } ? null : "takes back what the pod gave up"))
            .Concat(Each(cluster, (_, c) => c.SecurityContext?.ReadOnlyRootFilesystem == true ? null : "may write to its root"))
            .Concat(Each(cluster, (_, c) => c.SecurityContext?.Capabilities is { Drop: ["ALL"], Add: null or { Count: 0 } } ? null : "keeps capabilities"))
            .Concat(Each(cluster, (w, _) => w.Template.Spec is { HostNetwork: not true, HostPID: not true, HostIPC: not true } ? null : "shares something with its node"))
            .Concat(Each(cluster, (w, _) => w.Template.Spec.AutomountServiceAccountToken == false ? null : "gets a token of the cluster"));

    /// <summary>The only place to write is a bounded /tmp; secrets are read-only.</summary>
    public static IEnumerable<string> Mounts(Cluster cluster) =>
        from workload in cluster.Workloads
        let volumes = (workload.Template.Spec.Volumes ?? []).ToDictionary(v => v.Name)
        from container in workload.Containers
        from wrong in (container.VolumeMounts ?? []).Select(m => !volumes.TryGetValue(m.Name, out var volume) ? $"mounts {m.Name}, which is no volume"
                : volume.HostPath is not null ? $"mounts {m.Name} from its node"
                : volume.EmptyDir is { } empty ? empty.SizeLimit is null ? $"mounts {m.Name} without a limit of size" : null
                : m.ReadOnlyProperty == true ? null : $"may write to {m.Name}")
            .Append((container.VolumeMounts ?? []).Any(m => m.MountPath == "/tmp") ? null : "has no /tmp")
        where wrong is not null
        select $"{workload.Name}/{container.Name} {wrong}";

    /// <summary>Started, alive and ready are asked at the service's own routes, at a port it has.</summary>
    public static IEnumerable<string> Probes(Cluster cluster) =>
        from workload in cluster.Workloads
        where workload.Serves
        from container in workload.Template.Spec.Containers
        from wrong in new[]
        {
            Probe(container, "startup", container.StartupProbe, "/health/live"),
            Probe(container, "liveness", container.LivenessProbe, "/health/live"),
            Probe(container, "readiness", container.ReadinessProbe, "/health/ready"),
        }
        where wrong is not null
        select $"{workload.Name}/{container.Name} {wrong}";

    /// <summary>There is time for the service's own orderly stop, and what comes before it.</summary>
    public static IEnumerable<string> Stop(Cluster cluster) =>
        from workload in cluster.Workloads
        where workload.Serves
        let before = workload.Template.Spec.Containers.Max(c => c.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0)
        let needed = new Hosting.Startup.ShutdownOptions().TimeoutSeconds + before
        where (workload.Template.Spec.TerminationGracePeriodSeconds ?? 30) <= needed
        select $"{workload.Name} is killed after {workload.Template.Spec.TerminationGracePeriodSeconds ?? 30} s and may need {needed} s to stop";

    private static string? Probe(V1Container container, string name, V1Probe? probe, string path) =>
        probe?.HttpGet is not { } get ? $"has no {name} probe"
        : get.Path != path ? $"has a {name} probe at {get.Path} instead of {path}"
        : (container.Ports ?? []).Any(p => p.Name == get.Port.Value || $"{p.ContainerPort}" == get.Port.Value) ? null
        : $"has a {name} probe at port {get.Port.Value}, which it does not have";

    private static IEnumerable<string> Each(Cluster cluster, Func<Workload, V1Container, string?> judge) =>
        from workload in cluster.Workloads
        from container in workload.Containers
        let wrong = judge(workload, container)
        where wrong is not null
        select $"{workload.Name}/{container.Name} {wrong}";

    [GeneratedRegex(@"^[a-z0-9./_-]+(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9_.-]*|@sha256:[0-9a-f]{64})$")]
    private static partial Regex PinnedImage();
}
