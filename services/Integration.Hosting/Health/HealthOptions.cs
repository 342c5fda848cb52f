using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.Health;

/// <summary>When a service calls itself unwell.</summary>
public sealed class HealthOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Health";

    /// <summary>Seconds the oldest due outbox row may wait before the outbox is reported as degraded.</summary>
    [Range(1, 86_400)] public int OutboxLagSeconds { get; set; } = 120;

    /// <summary>Seconds one check may take; a check that takes longer has failed.</summary>
    [Range(1, 60)] public int TimeoutSeconds { get; set; } = 5;
}
