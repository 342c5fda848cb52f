using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Replay;

/// <summary>How fast stored webhooks are told again.</summary>
public sealed class ReplayOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Webhooks:Replay";

    /// <summary>Webhooks a second of one replay.</summary>
    [Range(1, 1000)] public int PerSecond { get; set; } = 50;

    /// <summary>Seconds after which another process goes on with a replay whose process says nothing any more.</summary>
    [Range(2, 3600)] public int LeaseSeconds { get; set; } = 30;
}
