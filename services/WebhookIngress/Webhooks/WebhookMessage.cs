using Integration.Contracts.Webhooks;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>What a webhook tells the product: one message with the event's own identity, so that a repeat or a replay is seen as the same event.</summary>
/// <param name="Id">The message's id, the same for the same event for ever.</param>
/// <param name="Body">The contract.</param>
/// <param name="Outcome">What became of the webhook, as it is stored.</param>
internal sealed record WebhookMessage(Guid Id, object Body, string Outcome)
{
    /// <summary>The product knows what happened, and whoever cares is told.</summary>
    public const string Published = "published";

    /// <summary>The product has no word for this type: it is kept, and told as such.</summary>
    public const string Kept = "kept";

    /// <summary>The contract's name, as it is stored.</summary>
    public string Contract => Body.GetType().Name;

    /// <summary>The message of an event. It depends on nothing but its arguments.</summary>
    public static WebhookMessage Of(string source, WebhookEvent read, DateTimeOffset receivedAt)
    {
        var id = EventIdentity.MessageId(source, read.Id);
        return read switch
        {
            { Changed: { IsNamed: true } changed } => new(id, Of(source, read, changed, receivedAt), Published),
            { Record: { } record } => new(id, Of(source, read, record, receivedAt), Published),
            _ => new(id, new WebhookReceived { Source = source, EventId = read.Id, EventType = read.Type, ReceivedAt = receivedAt }, Kept),
        };
    }

    private static GatewayObjectChanged Of(string source, WebhookEvent read, GatewayObject changed, DateTimeOffset receivedAt) => new()
    {
        Gateway = source, Reference = changed.Reference, EventId = read.Id, EventType = read.Type, OccurredAt = read.OccurredAt ?? receivedAt,
        CaptureReference = changed.Capture, RefundReference = changed.Refund, DisputeReference = changed.Dispute,
    };

    private static CrmRecordChanged Of(string source, WebhookEvent read, CrmRecord record, DateTimeOffset receivedAt) => new()
    {
        Crm = record.Crm ?? source, RecordType = record.Type, RecordId = record.Id, Change = record.Change, PropertyName = record.Property,
        AssociatedRecordId = record.Associated, MergedRecordIds = record.Merged.Count > 0 ? record.Merged : null,
        EventId = read.Id, EventType = read.Type, OccurredAt = read.OccurredAt ?? receivedAt,
    };
}
