namespace Integration.Contracts.Crm;

/// <summary>The CRM refuses a record, and nothing is sent for it until it changes here or a person asks (<c>crm retry</c>). Nothing is lost: it stands in <c>ops.crm_failures</c>.</summary>
public sealed record CrmSyncFailed
{
    /// <summary>The CRM, for example <c>hubspot</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>What it mirrors: <c>payment</c>, <c>customer</c> or <c>entry</c> (a refund or a dispute).</summary>
    public required string Kind { get; init; }

    /// <summary>Our id of it.</summary>
    public required string Key { get; init; }

    /// <summary>The payment, unless it is a customer.</summary>
    public Guid? PaymentId { get; init; }

    /// <summary>The version that was refused.</summary>
    public required long Version { get; init; }

    /// <summary>The CRM's code, for example <c>INVALID_OPTION</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Why, in the CRM's words.</summary>
    public required string Reason { get; init; }

    /// <summary>What a person can do about it, in words.</summary>
    public required string Advice { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}
