using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.Startup;

/// <summary>How a service stops: it takes nothing new, finishes what it holds, and ends.</summary>
public sealed class ShutdownOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shutdown";

    /// <summary>Seconds for finishing requests, messages and deletes. What is not finished by then is rolled back and done again by another
    /// process. Let the orchestrator wait longer than this before it kills.</summary>
    [Range(1, 3600)] public int TimeoutSeconds { get; set; } = 30;
}
