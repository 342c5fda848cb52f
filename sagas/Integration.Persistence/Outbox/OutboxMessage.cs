using System.Data.Common;
using MassTransit;
using MassTransit.Context;
using MassTransit.Metadata;
using MassTransit.Middleware;
using MassTransit.Serialization;
using Npgsql;

namespace Integration.Persistence.Outbox;

/// <summary>A serialized message on its way, or a timer that is not due yet. One row of <c>messaging.outbox</c>.</summary>
internal sealed record OutboxMessage : OutboxMessageContext
{
    public const string Columns =
        "id, message_id, conversation_id, correlation_id, initiator_id, request_id, source_address, destination_address, response_address, " +
        "fault_address, expires_at, sent_at, content_type, message_type, headers, properties, body, due_at, timer_token, is_timer, attempts";

    private static readonly IReadOnlyDictionary<string, object> None = new Dictionary<string, object>();

    public required Guid Id { get; init; }
    public required Guid MessageId { get; init; }
    public long SequenceNumber => 0;
    public required string ContentType { get; init; }
    public required string MessageType { get; init; }

    /// <summary>The body as it goes over the wire and into the row: encoded once.</summary>
    public required MessageBody Content { get; init; }

    public string Body => Content.GetString();
    public Guid? ConversationId { get; init; }
    public Guid? CorrelationId { get; init; }
    public Guid? InitiatorId { get; init; }
    public Guid? RequestId { get; init; }
    public Uri? SourceAddress { get; init; }
    public Uri? DestinationAddress { get; init; }
    public Uri? ResponseAddress { get; init; }
    public Uri? FaultAddress { get; init; }
    public DateTime? ExpirationTime { get; init; }
    public required DateTime SentTime { get; init; }

    /// <summary>When a timer fires; of an immediate message, when it was sent.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public bool IsTimer { get; init; }
    public Guid? TimerToken { get; init; }
    public int Attempts { get; init; }
    public string? HeadersJson { get; init; }
    public string? PropertiesJson { get; init; }

    Guid? MessageContext.MessageId => MessageId;
    DateTime? MessageContext.SentTime => SentTime;
    HostInfo MessageContext.Host => HostMetadataCache.Host;
    Headers MessageContext.Headers => Json.DeserializeDictionary<object?>(HeadersJson) is { } headers ? new DictionarySendHeaders(headers!) : EmptyHeaders.Instance;
    IReadOnlyDictionary<string, object> OutboxMessageContext.Properties => Json.DeserializeDictionary<object>(PropertiesJson) ?? None;

    private static IObjectDeserializer Json => SystemTextJsonMessageSerializer.Instance;

    /// <summary>The message as it will be sent. With <paramref name="sameProcess"/> it does not say which process sends it.</summary>
    public static OutboxMessage From<T>(SendContext<T> context, DateTimeOffset now, bool sameProcess)
        where T : class
    {
        var properties = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        if (context is TransportSendContext<T> transport)
        {
            transport.WritePropertiesTo(properties);
            properties.Remove("Delay");     // the row's due time replaces the transport's delay, which would delay again
        }

        var delay = context.Delay is { } d && d > TimeSpan.Zero ? d : (TimeSpan?)null;
        return new OutboxMessage
        {
            Id = NewId.NextGuid(),
            MessageId = context.MessageId ?? NewId.NextGuid(),
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId,
            InitiatorId = context.InitiatorId,
            RequestId = context.RequestId,
            SourceAddress = context.SourceAddress,
            DestinationAddress = context.DestinationAddress,
            ResponseAddress = context.ResponseAddress,
            FaultAddress = context.FaultAddress,
            ExpirationTime = context.TimeToLive is { } ttl ? (now + ttl).UtcDateTime : null,
            SentTime = now.UtcDateTime,
            ContentType = (context.ContentType ?? context.Serialization.DefaultContentType).ToString(),
            MessageType = string.Join(';', context.SupportedMessageTypes),
            Content = new BytesMessageBody(BodyOf(context, sameProcess).GetBytes()),
            IsTimer = delay is not null || context.ScheduledMessageId is not null,
            TimerToken = context.ScheduledMessageId,
            DueAt = now + (delay ?? TimeSpan.Zero),
            HeadersJson = context.Headers.GetAll().Any() ? Json.SerializeDictionary(context.Headers.GetAll()) : null,
            PropertiesJson = properties.Count == 0 ? null : Json.SerializeDictionary(properties),
        };
    }

    /// <summary>The sender's host is a fifth of a small body, which is written, stored, read and parsed with every message.</summary>
    private static MessageBody BodyOf<T>(SendContext<T> context, bool sameProcess)
        where T : class => sameProcess && context.Serializer is SystemTextJsonMessageSerializer
            ? new SystemTextJsonMessageBody<T>(context, SystemTextJsonMessageSerializer.Options, new JsonMessageEnvelope(context, context.Message) { Host = null })
            : context.Serializer.GetMessageBody(context);

    public void CopyHeadersTo(SendHeaders headers)
    {
        if (HeadersJson is null)
        {
            return;
        }

        foreach (var (name, value) in ((MessageContext)this).Headers.GetAll())
        {
            headers.Set(name, value);
        }
    }

    public static OutboxMessage Read(DbDataReader row)
    {
        return new OutboxMessage
        {
            Id = row.GetGuid(0),
            MessageId = row.GetGuid(1),
            ConversationId = Id(2),
            CorrelationId = Id(3),
            InitiatorId = Id(4),
            RequestId = Id(5),
            SourceAddress = Address(6),
            DestinationAddress = Address(7),
            ResponseAddress = Address(8),
            FaultAddress = Address(9),
            ExpirationTime = row.IsDBNull(10) ? null : row.GetDateTime(10),
            SentTime = row.GetDateTime(11),
            ContentType = row.GetString(12),
            MessageType = row.GetString(13),
            HeadersJson = Text(14),
            PropertiesJson = Text(15),
            Content = new BytesMessageBody(row.GetFieldValue<byte[]>(16)),
            DueAt = row.GetDateTime(17),
            TimerToken = Id(18),
            IsTimer = row.GetBoolean(19),
            Attempts = row.GetInt32(20),
        };

        Guid? Id(int i) => row.IsDBNull(i) ? null : row.GetGuid(i);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        Uri? Address(int i) => row.IsDBNull(i) ? null : new Uri(row.GetString(i));
    }
}
