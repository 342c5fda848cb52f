using System.ComponentModel.DataAnnotations;

namespace Integration.CrmSync.Sync;

/// <summary>How fast and in which portions the CRM learns of changes.</summary>
public sealed class SyncOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Crm:Sync";

    /// <summary>Events this process writes down at once.</summary>
    [Range(1, 1_000)] public int ConcurrentEvents { get; set; } = 16;

    /// <summary>Seconds without a further change before a record is sent: what happens in quick succession goes out once.</summary>
    [Range(0, 300)] public double QuietSeconds { get; set; } = 2;

    /// <summary>Seconds after which a record is sent though it still changes, and a batch though it is not full.</summary>
    [Range(0, 3_600)] public double LingerSeconds { get; set; } = 10;

    /// <summary>Records a call carries at most; absent: as many as the CRM takes.</summary>
    [Range(1, 1_000)] public int? BatchSize { get; set; }

    /// <summary>Seconds between looks for something to send.</summary>
    [Range(0.05, 60)] public double PollSeconds { get; set; } = 0.5;

    /// <summary>Seconds for which one process talks to the CRM alone; renewed with each batch, and the longest a batch may take with all its calls. When that
    /// process dies, another begins after so long.</summary>
    [Range(5, 600)] public double LeaseSeconds { get; set; } = 90;

    /// <summary>Seconds after which a call that nobody waits for any more is surely over at the CRM; a newer version of its records is not sent before.</summary>
    [Range(0, 600)] public double LateSeconds { get; set; } = 30;

    /// <summary>Seconds until the first try after a call that failed; four times as long with each further failure in a row.</summary>
    [Range(0.1, 600)] public double PauseSeconds { get; set; } = 2;

    /// <summary>The longest such wait, in seconds. What the CRM itself asks for is kept even when it is longer.</summary>
    [Range(1, 3_600)] public double MaxPauseSeconds { get; set; } = 60;

    /// <summary>How often a record that the CRM refuses for the moment is sent at most; then it is set aside.</summary>
    [Range(1, 1_000)] public int MaxTries { get; set; } = 10;

    /// <summary>Minutes until the CRM is asked again to erase a contact that it refused to.</summary>
    [Range(1, 1_440)] public double ErasureRetryMinutes { get; set; } = 60;

    /// <summary>Minutes between looks at the CRM's own description of the mapped fields.</summary>
    [Range(1, 1_440)] public double SchemaMinutes { get; set; } = 60;

    /// <summary>The wait after so many failures in a row, without jitter: one process waits, and a person reads when the next try is.</summary>
    internal TimeSpan Pause(int failures) =>
        TimeSpan.FromSeconds(Math.Min(MaxPauseSeconds, PauseSeconds * Math.Pow(4, Math.Min(failures - 1, 15))));
}
