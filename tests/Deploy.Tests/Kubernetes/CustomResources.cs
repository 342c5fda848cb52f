using k8s;
using k8s.Models;

namespace Integration.Deploy.Kubernetes;

/// <summary>An object of a kind that is no part of Kubernetes, with the fields our manifests use: any other is refused.</summary>
public abstract class CustomResource<TSpec> : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public TSpec Spec { get; set; } = default!;
}

/// <summary>KEDA: how many pods a deployment has.</summary>
public sealed class ScaledObject : CustomResource<ScaledObjectSpec>;

public sealed class ScaledObjectSpec
{
    public ScaleTarget ScaleTargetRef { get; set; } = new();

    public int? PollingInterval { get; set; }

    public int? CooldownPeriod { get; set; }

    public int? MinReplicaCount { get; set; }

    public int? MaxReplicaCount { get; set; }

    public ScaleFallback? Fallback { get; set; }

    public IList<ScaleTrigger> Triggers { get; set; } = [];
}

public sealed class ScaleTarget
{
    public string Name { get; set; } = "";
}

public sealed class ScaleFallback
{
    public int FailureThreshold { get; set; }

    public int Replicas { get; set; }
}

public sealed class ScaleTrigger
{
    public string Type { get; set; } = "";

    public IDictionary<string, string> Metadata { get; set; } = new Dictionary<string, string>();

    public ScaleTarget AuthenticationRef { get; set; } = new();
}

/// <summary>KEDA: who it is to what it asks.</summary>
public sealed class TriggerAuthentication : CustomResource<TriggerAuthenticationSpec>;

public sealed class TriggerAuthenticationSpec
{
    public PodIdentity? PodIdentity { get; set; }

    public IList<TriggerSecret> SecretTargetRef { get; set; } = [];
}

public sealed class PodIdentity
{
    public string Provider { get; set; } = "";

    public string IdentityId { get; set; } = "";
}

public sealed class TriggerSecret
{
    public string Parameter { get; set; } = "";

    public string Name { get; set; } = "";

    public string Key { get; set; } = "";
}

/// <summary>The Secrets Store driver: what is mounted from a vault.</summary>
public sealed class SecretProviderClass : CustomResource<SecretProviderClassSpec>;

public sealed class SecretProviderClassSpec
{
    public string Provider { get; set; } = "";

    public IDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();
}
