using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>A message caused by a webhook carries the event's own identity, so that a repeat or a replay is seen as the same event.</summary>
internal static class EventIdentity
{
    /// <summary>A stable id of a source's event.</summary>
    public static Guid MessageId(string source, string eventId) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"webhook:{source}:{eventId}")).AsSpan(0, 16), bigEndian: true);
}
