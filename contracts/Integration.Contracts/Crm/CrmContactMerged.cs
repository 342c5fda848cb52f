namespace Integration.Contracts.Crm;

/// <summary>Contacts became one in the CRM. Whatever is kept by their ids belongs to the remaining one from now on; our own links follow by themselves.</summary>
public sealed record CrmContactMerged
{
    /// <summary>The CRM, for example <c>hubspot</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>The CRM's id of the contact that remains; HubSpot gives it a new one.</summary>
    public required string RecordId { get; init; }

    /// <summary>The ids that lead to it now.</summary>
    public required IReadOnlyList<string> MergedRecordIds { get; init; }

    /// <summary>Our customers that it stands for now.</summary>
    public required IReadOnlyList<string> CustomerIds { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
