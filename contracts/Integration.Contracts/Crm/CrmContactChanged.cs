namespace Integration.Contracts.Crm;

/// <summary>A contact in the CRM was made or changed by somebody else than us. It tells the record as it stood at <see cref="ModifiedAt"/>; changes in quick succession are
/// told once, and what stands in a message that comes later but is older is old news.</summary>
public sealed record CrmContactChanged
{
    /// <summary>The CRM, for example <c>hubspot</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>The CRM's id of the contact.</summary>
    public required string RecordId { get; init; }

    /// <summary>Our customer, when the contact is one.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The fields that are configured to come in (<c>Crm__Inbound__Contact__Fields</c>), by the CRM's names. One without a value is left out. Personal data.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>When the CRM says that it was last changed, UTC.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
