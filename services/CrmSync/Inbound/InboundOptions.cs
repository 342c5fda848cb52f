using System.ComponentModel.DataAnnotations;

namespace Integration.CrmSync.Inbound;

/// <summary>What comes in from the CRM.</summary>
public sealed class InboundOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Crm:Inbound";

    /// <summary>People.</summary>
    public InboundObject Contact { get; set; } = new() { RecordType = "contact" };

    /// <summary>Deals.</summary>
    public InboundObject Deal { get; set; } = new() { RecordType = "deal" };

    /// <summary>Rings this process writes down at once.</summary>
    [Range(1, 1_000)] public int ConcurrentRings { get; set; } = 4;

    /// <summary>Seconds without a further ring before a record is fetched: an edit of ten fields rings ten times.</summary>
    [Range(0, 300)] public double QuietSeconds { get; set; } = 1;

    /// <summary>Seconds after which it is fetched though it still rings.</summary>
    [Range(0, 3_600)] public double LingerSeconds { get; set; } = 10;

    /// <summary>Seconds for which a contact that the CRM told is erased may still be read (its copies lag); after that it is taken for erased, and the CRM is asked to erase it once more.</summary>
    [Range(0, 86_400)] public double ErasureSeconds { get; set; } = 600;

    /// <summary>Minutes after which a record over which the CRM breaks when it is asked for it (HTTP 500) is looked at again, at most; the first looks follow sooner.</summary>
    [Range(1, 1_440)] public double BrokenMinutes { get; set; } = 60;

    /// <summary>Seconds for which contacts or deals are left alone at most because a read of them hung before it failed; else it is ten times as long as the read took, during which nothing was sent.</summary>
    [Range(1, 3_600)] public double SlowPauseSeconds { get; set; } = 900;

    /// <summary>Seconds between looks for what changed in a CRM that does not ring (Salesforce); each takes a call for each type.</summary>
    [Range(0.05, 86_400)] public double PollSeconds { get; set; } = 60;

    /// <summary>Seconds by which such a look goes back behind the last change, and at most twice as far behind the last look: what was begun then may
    /// have ended since (Salesforce lets a transaction last ten minutes), and so much may the CRM's clock be behind ours.</summary>
    [Range(0, 86_400)] public double OverlapSeconds { get; set; } = 660;

    /// <summary>Days after which it is forgotten what a record of the CRM was like when it was last told. It holds the fields that are named above, also of people who are no customers. A ring after that is
    /// told as the first one is: with all fields, and without knowing whether they are news.</summary>
    [Range(8, 3_650)] public int KeepDays { get; set; } = 365;
}

/// <summary>One type of record that comes in.</summary>
public sealed class InboundObject
{
    /// <summary>The word by which the CRM's rings name the type, for example <c>contact</c>. Empty: nothing of it comes in.</summary>
    [MaxLength(100)] public string RecordType { get; set; } = "";

    /// <summary>The CRM's fields that are fetched and told; none tells only that something changed. They leave the CRM into messages: name no more than others need.</summary>
    public List<string> Fields { get; set; } = [];
}
