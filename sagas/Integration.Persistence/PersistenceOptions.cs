using System.ComponentModel.DataAnnotations;
using MassTransit;

namespace Integration.Persistence;

/// <summary>Limits and times of the spine. Every one has a default that is safe in production.</summary>
public sealed class PersistenceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Persistence";

    /// <summary>True where the transport lives in this process (in-memory): an outbox row then stays until the receiving
    /// transaction deletes it, so that a killed process loses nothing.</summary>
    public bool Embedded { get; set; }

    /// <summary>Takes out of a refused message what must not be kept; applied to body, headers and fault of every dead letter.</summary>
    public Func<string, string> Redact { get; set; } = text => text;

    /// <summary>Whether <see cref="Redact"/> took something out of a text that cannot be had again: such a dead letter is not sent again.</summary>
    public Func<string, bool> IsMasked { get; set; } = _ => false;

    /// <summary>Given a message's types and its body as it stands in its row: the body as its receivers need it. Opens what is kept sealed.</summary>
    public Func<string, byte[], byte[]> Reveal { get; set; } = (_, body) => body;

    /// <summary>The last change before a committed row goes on the wire. Told to the transport here: that a message has to reach a queue, and is to be refused otherwise.</summary>
    public Action<SendContext> AtHandOver { get; set; } = _ => { };

    /// <summary>Told by a transport: whether a failure to hand over is the broker's and not the message's, so that the message is tried for ever and never set aside.</summary>
    public Func<Exception, bool> IsBrokersFault { get; set; } = _ => false;

    /// <summary>The largest body in bytes that the transport takes; absent: it has no limit that matters. Whoever publishes a larger message gets an error that says so, and their transaction is undone.</summary>
    public int? MaxMessageBytes { get; set; }

    private static readonly int[] DefaultRetries = [20, 100, 500];

    /// <summary>Waits before a message whose handler failed is tried again, in milliseconds; when they are spent it is a dead letter. A database that is away is waited for
    /// without end, and a message that breaks a rule is not tried again.</summary>
    [MaxLength(20)] public List<int> RetryMilliseconds { get; set; } = [];

    /// <summary>The waits in force.</summary>
    public IReadOnlyList<int> Retries => RetryMilliseconds.Count > 0 ? RetryMilliseconds : DefaultRetries;

    /// <summary>Requests that are committed together at most; 1: each by itself.</summary>
    [Range(1, 1000)] public int GroupCommitLimit { get; set; } = 64;

    /// <summary>Connections that commit groups of requests at once.</summary>
    [Range(1, 100)] public int GroupCommitConnections { get; set; } = 2;

    /// <summary>Further connections, for requests that cannot be committed with others: a key is known, or somebody holds a lock.</summary>
    [Range(1, 100)] public int GroupCommitSingles { get; set; } = 16;

    /// <summary>How long a group waits for a lock before the one that waits has to go alone, in milliseconds. Less than PostgreSQL's <c>deadlock_timeout</c> (1 s), which would end a transaction of somebody else.</summary>
    [Range(1, 900)] public int GroupCommitLockMilliseconds { get; set; } = 200;

    /// <summary>How long the one that went alone waits for it, in milliseconds; then it is told that the database is away, and frees its connection.</summary>
    [Range(1, 60_000)] public int GroupCommitSingleLockMilliseconds { get; set; } = 5000;

    /// <summary>How long a row that was handed to the transport is left alone before the sweeper hands it over again.</summary>
    [Range(1, 3600)] public int DeliveryLeaseSeconds { get; set; } = 30;

    /// <summary>How often the sweeper looks for due rows when nothing wakes it, in milliseconds.</summary>
    [Range(10, 60_000)] public int SweepIntervalMilliseconds { get; set; } = 1000;

    /// <summary>Rows one sweep claims at most.</summary>
    [Range(1, 10_000)] public int SweepLimit { get; set; } = 200;

    /// <summary>Rows that a process without a broker takes over at once from the one before it, when it starts.</summary>
    [Range(1, 1_000_000)] public int AdoptLimit { get; set; } = 5000;

    /// <summary>How long one hand-over may wait for the transport (a publisher confirm). Past it, the sweeper takes over, so that a
    /// broker that is away holds up neither a request nor a consumer.</summary>
    [Range(1, 300)] public int HandOverTimeoutSeconds { get; set; } = 5;

    /// <summary>How long, after that, a broker may leave a hand-over unconfirmed before it is canceled together with its channel and made again.</summary>
    [Range(1, 3600)] public int ConfirmTimeoutSeconds { get; set; } = 30;

    /// <summary>Hand-overs that this process has under way at most while a broker does not answer.</summary>
    [Range(1, 100_000)] public int HandOverLimit { get; set; } = 2000;

    /// <summary>A row whose hand-over failed this often, for another reason than an unreachable broker, is set aside as a dead letter.</summary>
    [Range(1, 1000)] public int MaxDeliveryAttempts { get; set; } = 10;

    /// <summary>Days the inbox remembers a message id. A duplicate older than this would be processed again.</summary>
    [Range(1, 3650)] public int InboxRetentionDays { get; set; } = 7;

    /// <summary>Days the journal is kept; whole months are dropped once their last day is older than this.</summary>
    [Range(31, 36_500)] public int JournalRetentionDays { get; set; } = 400;

    /// <summary>Days a dead letter is kept after its last failure.</summary>
    [Range(1, 3650)] public int DeadLetterRetentionDays { get; set; } = 90;

    /// <summary>Rows one pruning statement deletes at most.</summary>
    [Range(1, 100_000)] public int PruneLimit { get; set; } = 5000;

    /// <summary>How often old rows are pruned.</summary>
    [Range(1, 86_400)] public int PruneIntervalSeconds { get; set; } = 300;
}
