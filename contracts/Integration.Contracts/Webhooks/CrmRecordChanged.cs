namespace Integration.Contracts.Webhooks;

/// <summary>A CRM rang: one of its records changed. It is a doorbell: whoever cares fetches the record again. Repeats and any order are normal and change nothing.
/// The message id is derived from the event's identity.</summary>
public sealed record CrmRecordChanged
{
    /// <summary>The CRM, for example <c>hubspot</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>The kind of record in the CRM's words, for example <c>contact</c> or <c>deal</c>, or the number of its type.</summary>
    public required string RecordType { get; init; }

    /// <summary>The CRM's id of the record; of a merge, of the one that remains.</summary>
    public required string RecordId { get; init; }

    /// <summary>What happened in the CRM's words, for example <c>creation</c>, <c>propertyChange</c>, <c>merge</c>, <c>deletion</c>, <c>privacyDeletion</c>.</summary>
    public required string Change { get; init; }

    /// <summary>The property that changed, when the event is about one. Its value is not told: fetch the record.</summary>
    public string? PropertyName { get; init; }

    /// <summary>The record at the other end, when an association with <see cref="RecordId"/> came or went.</summary>
    public string? AssociatedRecordId { get; init; }

    /// <summary>The records that were merged into this one.</summary>
    public IReadOnlyList<string>? MergedRecordIds { get; init; }

    /// <summary>The event's identity; unique per CRM.</summary>
    public required string EventId { get; init; }

    /// <summary>The CRM's name for the event, for example <c>contact.propertyChange</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>When the CRM says it happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
