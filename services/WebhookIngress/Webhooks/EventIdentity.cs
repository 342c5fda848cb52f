using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>Ids that are the same whenever they are derived again: a repeat or a replay is seen as the same event, a repeated request as the same request.</summary>
internal static class EventIdentity
{
    /// <summary>A stable id of a source's event.</summary>
    public static Guid MessageId(string source, string eventId) => Derive($"webhook:{source}:{eventId}");

    /// <summary>A stable id of something that a client names; the lengths keep two names from running into each other.</summary>
    public static Guid Of(string kind, string client, string name) => Derive($"{kind}:{client.Length}:{client}:{name}");

    private static Guid Derive(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true);
}
