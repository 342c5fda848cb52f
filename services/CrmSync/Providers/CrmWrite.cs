namespace Integration.CrmSync.Providers;

/// <summary>A type of record in the CRM, and the field in which our id stands.</summary>
/// <param name="Type">The CRM's name of it, for example <c>deals</c> or <c>Opportunity</c>.</param>
/// <param name="IdField">The field with our id; the CRM must keep its values unique.</param>
public sealed record CrmObject(string Type, string IdField);

/// <summary>One record as it shall be.</summary>
public sealed record CrmWrite
{
    /// <summary>Our id of it: the value of <see cref="CrmObject.IdField"/>, which is not repeated in <see cref="Fields"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The CRM's field names and values: text, long, decimal, bool, a time (DateTimeOffset), a day (DateOnly), or null, which empties the field.</summary>
    public required IReadOnlyDictionary<string, object?> Fields { get; init; }

    /// <summary>Records that this one belongs to. They exist already.</summary>
    public IReadOnlyList<CrmLink> Links { get; init; } = [];
}

/// <summary>One record belongs to another.</summary>
/// <param name="To">The other's type.</param>
/// <param name="Key">Our id of the other; null when it has none, because somebody merged ours into it.</param>
/// <param name="Id">The CRM's id of the other.</param>
/// <param name="Relation">How, in the CRM's words: Salesforce's name of the relationship (<c>Integration_Customer__r</c>); empty for HubSpot's default association.</param>
public sealed record CrmLink(CrmObject To, string? Key, string Id, string Relation);

/// <summary>What became of one record.</summary>
/// <param name="Key">Our id of it.</param>
/// <param name="Id">The CRM's id, when it was written.</param>
/// <param name="Code">When it was refused: the CRM's code, for example <c>INVALID_OPTION</c>.</param>
/// <param name="Reason">When it was refused: why, in the CRM's words, without the values we sent.</param>
/// <param name="Passing">Refused for now: the same record may be taken later (a locked row, a limit inside the CRM).</param>
public sealed record CrmWriteAnswer(string Key, string? Id, string? Code = null, string? Reason = null, bool Passing = false)
{
    /// <summary>The <see cref="Code"/> of a record that the CRM's answer does not name: it may be there.</summary>
    public const string NoAnswer = "NO_ANSWER";

    /// <summary>Refused because of a field that the CRM does not have, or that nobody may write.</summary>
    public bool OfAField { get; init; }

    /// <summary>True when the CRM has the record as it was sent, links included.</summary>
    public bool Written => Id is not null && Code is null;
}

/// <summary>One record as the CRM has it.</summary>
/// <param name="Id">The CRM's id, today: after a merge it may be another than asked for.</param>
/// <param name="AskedFor">The id that was asked for.</param>
/// <param name="Fields">Field names and values as text; one without a value is null.</param>
/// <param name="ModifiedAt">When it was last changed there.</param>
public sealed record CrmRecord(string Id, string AskedFor, IReadOnlyDictionary<string, string?> Fields, DateTimeOffset ModifiedAt);

/// <summary>The fields of an object type.</summary>
/// <param name="Type">The CRM's name of it.</param>
/// <param name="Fields">By name.</param>
public sealed record CrmSchema(string Type, IReadOnlyDictionary<string, CrmField> Fields);

/// <summary>One field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Writable">False: we may not write it.</param>
/// <param name="Unique">True: the CRM keeps its values unique, so that it can hold our id.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Options">The values it takes, when it takes only some; else null.</param>
/// <param name="MaxLength">The longest text it takes; null when the CRM does not say.</param>
public sealed record CrmField(string Name, bool Writable, bool Unique, CrmFieldKind Kind, IReadOnlyList<string>? Options, int? MaxLength);

/// <summary>What a field holds.</summary>
public enum CrmFieldKind
{
    /// <summary>Text, or anything that is read from text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>A day without a time.</summary>
    Date,

    /// <summary>One of its options.</summary>
    Choice,
}
