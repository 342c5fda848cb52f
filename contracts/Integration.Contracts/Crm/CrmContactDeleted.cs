namespace Integration.Contracts.Crm;

/// <summary>A contact is gone from the CRM. We do not make it again by ourselves: a person may ask for that (<c>crm retry</c>).</summary>
public sealed record CrmContactDeleted
{
    /// <summary>The CRM, for example <c>hubspot</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>The CRM's id that the contact had.</summary>
    public required string RecordId { get; init; }

    /// <summary>Our customer, when the contact was one.</summary>
    public string? CustomerId { get; init; }

    /// <summary>True: it was erased at the person's wish, and others should forget it too.</summary>
    public required bool Erased { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
