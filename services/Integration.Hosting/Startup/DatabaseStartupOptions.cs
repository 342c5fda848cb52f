using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.Startup;

/// <summary>What a service does about PostgreSQL before it serves.</summary>
public sealed class DatabaseStartupOptions
{
    /// <summary>The configuration section; shared with the limits of the spine.</summary>
    public const string Section = "Persistence";

    /// <summary>Whether starting brings the schemas to the code's version. Absent: yes in one process (in-memory transport) and in the
    /// Development environment; elsewhere <c>&lt;service&gt; migrate</c> does it once per deployment, with rights the service itself need not have.</summary>
    public bool? MigrateAtStart { get; set; }

    /// <summary>Seconds to wait for a PostgreSQL that does not answer yet. 0: one try.</summary>
    [Range(0, 3600)] public int WaitForPostgresSeconds { get; set; } = 30;
}
