using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Context;
using MassTransit.Serialization;

namespace Integration.Persistence.Inbox;

/// <summary>Reads MassTransit's envelope in one pass over the body. Its own reader makes a document of the body first, and reads that.</summary>
internal sealed class EnvelopeDeserializer : IMessageDeserializer, ISerializerFactory
{
    private static readonly SystemTextJsonMessageSerializer Json = SystemTextJsonMessageSerializer.Instance;

    public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

    public IMessageSerializer CreateSerializer() => Json;

    public IMessageDeserializer CreateDeserializer() => this;

    public void Probe(ProbeContext context) => Json.Probe(context);

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    /// <summary>A body that is no envelope throws <see cref="SerializationException"/>, which sends the message to the dead letters.</summary>
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        if (body is JsonMessageBody)
        {
            return Json.Deserialize(body, headers, destinationAddress);     // it is a document already
        }

        try
        {
            var options = SystemTextJsonMessageSerializer.Options;
            var envelope = JsonSerializer.Deserialize<MessageEnvelope>(body.GetBytes(), options)
                ?? throw new SerializationException("The body holds no message envelope.");
            return new SystemTextJsonSerializerContext(Json, options, ContentType, new EnvelopeMessageContext(envelope, Json), envelope.MessageType ?? [], envelope);
        }
        catch (Exception failure) when (failure is not SerializationException)
        {
            throw new SerializationException("The body is no message envelope.", failure);
        }
    }

    public MessageBody GetMessageBody(string text) => Json.GetMessageBody(text);
}
