using System.Security.Cryptography;
using System.Text;
using MassTransit;

namespace Integration.Persistence.Inbox;

/// <summary>The id by which a repeat of a message is recognised (docs/adr/0004), and under which a consumer keeps what came of it: a message's own id may be missing.</summary>
public static class MessageIdentity
{
    /// <summary>The sender's id when it is a GUID. Otherwise one that is always the same for the same type, sender's id (if any) and body:
    /// a repeat is recognised, and two senders that both count from 1 are not taken for each other.</summary>
    public static Guid Of(ConsumeContext context) => context.GetOriginalMessageId() ?? Derive(context.ReceiveContext);

    /// <summary>The same, of a message that could not be read.</summary>
    internal static Guid Of(ReceiveContext context) => context.GetMessageId() ?? Derive(context);

    private static Guid Derive(ReceiveContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(context.TransportHeaders.Get<string>(MessageHeaders.MessageType));
        Append(context.TransportHeaders.Get<string>(MessageHeaders.MessageId));
        hash.AppendData(context.Body.GetBytes());
        var bytes = hash.GetHashAndReset().AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);    // version 8: made by a rule of our own (RFC 9562)
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);

        void Append(string? text) => hash.AppendData(Encoding.UTF8.GetBytes((text ?? "") + "\n"));
    }
}
