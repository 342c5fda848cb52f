namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>What became of one record, in the order they were sent.</summary>
internal sealed record SalesforceResult
{
    public string? Id { get; init; }

    public bool Success { get; init; }

    public IReadOnlyList<SalesforceError> Errors { get; init => field = value ?? []; } = [];
}

/// <summary>An error, of a record (<see cref="StatusCode"/>) or of a call (<see cref="ErrorCode"/>).</summary>
internal sealed record SalesforceError
{
    public string? StatusCode { get; init; }

    public string? ErrorCode { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<string> Fields { get; init => field = value ?? []; } = [];

    public string Code => StatusCode ?? ErrorCode ?? "UNKNOWN";
}

/// <summary>What a retrieve is asked.</summary>
internal sealed record SalesforceRetrieve(IReadOnlyList<string> Ids, IReadOnlyList<string> Fields);

/// <summary>A query's answer.</summary>
internal sealed record SalesforceRows<T>(IReadOnlyList<T> Records);

/// <summary>A page of a query's answer.</summary>
internal sealed record SalesforcePage<T>(IReadOnlyList<T> Records, bool Done, string? NextRecordsUrl);

/// <summary>A record that changed, and when.</summary>
internal sealed record SalesforceStamp(string Id, string? SystemModstamp);

/// <summary>A deleted record and the one it was merged into.</summary>
internal sealed record SalesforceMerged(string Id, string? MasterRecordId);

/// <summary>An object type.</summary>
internal sealed record SalesforceDescription(IReadOnlyList<SalesforceField> Fields);

/// <summary>One of its fields.</summary>
internal sealed record SalesforceField
{
    public required string Name { get; init; }

    public string? Type { get; init; }

    public int Length { get; init; }

    public bool Createable { get; init; }

    public bool Updateable { get; init; }

    public bool ExternalId { get; init; }

    public bool Unique { get; init; }

    public bool RestrictedPicklist { get; init; }

    public IReadOnlyList<SalesforceOption> PicklistValues { get; init => field = value ?? []; } = [];
}

/// <summary>One value of a picklist.</summary>
internal sealed record SalesforceOption(string Value, bool Active);
