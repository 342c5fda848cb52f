namespace Integration.Contracts.Crm;

/// <summary>The CRM has a record as it stands here. Told once per version that was written; versions in between may be left out.</summary>
public sealed record CrmRecordSynced
{
    /// <summary>The CRM, for example <c>hubspot</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>What it mirrors: <c>payment</c>, <c>customer</c> or <c>entry</c> (a refund or a dispute).</summary>
    public required string Kind { get; init; }

    /// <summary>Our id of it: the payment's id, the caller's customer, or <c>refund:…</c>, <c>dispute:…</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The payment, unless it is a customer.</summary>
    public Guid? PaymentId { get; init; }

    /// <summary>The type of record in the CRM, for example <c>deals</c>.</summary>
    public required string RecordType { get; init; }

    /// <summary>The CRM's id of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Counts the changes of what is mirrored, from 1; it stands in the record as well, where the mapping has a field for it.</summary>
    public required long Version { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset SyncedAt { get; init; }
}
