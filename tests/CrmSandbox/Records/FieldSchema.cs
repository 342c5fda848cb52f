namespace Integration.CrmSandbox.Records;

/// <summary>What a field holds.</summary>
internal enum FieldKind
{
    /// <summary>Text on one line.</summary>
    Text,

    /// <summary>Text on several lines.</summary>
    LongText,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An amount of money.</summary>
    Money,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>One of its options.</summary>
    Choice,

    /// <summary>An address of mail.</summary>
    Email,

    /// <summary>The CRM's id of another record.</summary>
    Reference,

    /// <summary>The CRM's own id of the record.</summary>
    Id,
}

/// <summary>One field of an object type.</summary>
internal sealed record FieldSchema(string Name, FieldKind Kind)
{
    /// <summary>As people see it.</summary>
    public string Label { get; init; } = Name;

    /// <summary>No two records have the same value; it can stand for the record's id.</summary>
    public bool Unique { get; init; }

    /// <summary>The CRM fills it.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>A record cannot be without it.</summary>
    public bool Required { get; init; }

    /// <summary>The longest text in characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Of a <see cref="FieldKind.Choice"/>: the values it takes.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The options belong to another part of the CRM (HubSpot's pipelines).</summary>
    public bool ExternalOptions { get; init; }

    /// <summary>Of a <see cref="FieldKind.Reference"/>: the types it can point to.</summary>
    public IReadOnlyList<string> RefersTo { get; init; } = [];

    /// <summary>Of a <see cref="FieldKind.Reference"/>: the name under which the other record stands.</summary>
    public string? Relationship { get; init; }

    /// <summary>What it holds when a new record does not say.</summary>
    public string? Default { get; init; }

    /// <summary>Made by the account's people, not by the CRM's maker.</summary>
    public bool Custom { get; init; }
}
