using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>Ids that are the same whenever they are derived again: a repeat or a replay is seen as the same event, a repeated request as the same request.</summary>
internal static class EventIdentity
{
    /// <summary>A stable id of a source's event.</summary>
    public static Guid MessageId(string source, string eventId) => Derive($"webhook:{source}:{eventId}");

    /// <summary>A stable id of something that a client names; the lengths keep two names from running into each other. Of UUID version 8, which nobody may choose (<see cref="IsDerived"/>): whoever
    /// guesses another client's key can compute its id, but not take it.</summary>
    public static Guid Of(string kind, string client, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{client.Length}:{client}:{name}"), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);      // version 8: made by a rule of our own (RFC 9562)
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>True for ids of the kind that is derived here.</summary>
    public static bool IsDerived(Guid id) => id.Version == 8;

    private static Guid Derive(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true);
}
