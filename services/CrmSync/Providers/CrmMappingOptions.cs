using System.ComponentModel.DataAnnotations;

namespace Integration.CrmSync.Providers;

/// <summary>What goes out: only the fields that are named here leave. What is not set is as the provider's own mapping says.</summary>
public sealed class CrmMappingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Crm:Mapping";

    /// <summary>The payment's record: a deal, an opportunity.</summary>
    public ObjectMapping Payment { get; set; } = new();

    /// <summary>The customer's record: a contact.</summary>
    public ObjectMapping Customer { get; set; } = new();

    /// <summary>The record of a refund or a dispute: a note, a task.</summary>
    public ObjectMapping Entry { get; set; } = new();
}

/// <summary>One type of record.</summary>
public sealed class ObjectMapping
{
    /// <summary>The CRM's name of the type.</summary>
    [MaxLength(100)] public string? RecordType { get; set; }

    /// <summary>The CRM's field for our id, whose values it keeps unique.</summary>
    [MaxLength(100)] public string? IdField { get; set; }

    /// <summary>How it belongs to the customer's record (of a payment) or to the payment's (of an entry), in the CRM's words; see <see cref="CrmLink"/>.</summary>
    [MaxLength(100)] public string? Relation { get; set; }

    /// <summary>By the CRM's field: what stands in it, one of the names of docs/crm.md, or a text in single quotes. Empty leaves a field of the provider's mapping out.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>By the CRM's field, then by our word: the CRM's word, for example <c>dealstage</c>: <c>confirmed</c> is <c>closedwon</c>. A word without one goes out as it is.</summary>
    public Dictionary<string, Dictionary<string, string>> Values { get; set; } = [];
}
