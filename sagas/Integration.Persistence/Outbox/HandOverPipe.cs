using System.Collections.Concurrent;
using System.Net.Mime;
using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Serialization;

namespace Integration.Persistence.Outbox;

/// <summary>Puts a committed row on the wire as it was committed: the same bytes, the same headers. Nothing is read or written anew, which
/// MassTransit's own pipe does with every body.</summary>
internal sealed class HandOverPipe(OutboxMessage message, bool withRow, TimeProvider time, PersistenceOptions options) : IPipe<SendContext<SerializedMessageBody>>
{
    private static readonly ConcurrentDictionary<string, ContentType> ContentTypes = new();
    private static readonly ConcurrentDictionary<string, string[]> MessageTypes = new();

    public void Probe(ProbeContext context) => context.CreateFilterScope("handOver");

    public Task Send(SendContext<SerializedMessageBody> context)
    {
        context.MessageId = message.MessageId;
        context.RequestId = message.RequestId;
        context.ConversationId = message.ConversationId;
        context.CorrelationId = message.CorrelationId;
        context.InitiatorId = message.InitiatorId;
        context.SourceAddress = message.SourceAddress;
        context.ResponseAddress = message.ResponseAddress;
        context.FaultAddress = message.FaultAddress;
        context.SupportedMessageTypes = MessageTypes.GetOrAdd(message.MessageType, types => types.Split(';'));
        if (message.ExpirationTime is { } expires)
        {
            context.TimeToLive = expires.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
        }

        message.CopyHeadersTo(context.Headers);
        if (message.PropertiesJson is not null && context is TransportSendContext transport)
        {
            transport.ReadPropertiesFrom(((OutboxMessageContext)message).Properties);
        }

        if (withRow)
        {
            context.Headers.Set(OutboxDispatcher.RowHeader, message.Id.ToString());
        }

        context.Serializer = new CopyBodySerializer(ContentTypes.GetOrAdd(message.ContentType, type => new ContentType(type)), new BytesMessageBody(options.Reveal(message.MessageType, message.Content.GetBytes())));
        options.AtHandOver(context);
        return Task.CompletedTask;
    }
}
