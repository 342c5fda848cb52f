using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Webhooks.StandardWebhooks;

/// <summary>A sender that signs as standardwebhooks.com says.</summary>
public sealed class StandardWebhookOptions
{
    private const string Prefix = "whsec_";

    /// <summary>Each <c>whsec_…</c> or its base64 part; several at once while they are rotated, any may match.</summary>
    public IList<string> Secrets { get; init; } = [];

    /// <summary>The CRM whose records its events name (docs/crm.md), for example <c>salesforce</c>; empty: its events are told as <c>WebhookReceived</c>.</summary>
    [MaxLength(100)] public string Crm { get; init; } = "";

    /// <summary>What is wrong with them.</summary>
    internal IEnumerable<ValidationResult> Validate(string name) => Secrets.Count == 0
        ? [new($"Webhooks__Sources__{name}__Secrets__0 is missing: the sender's whsec_… secret.")]
        : Enumerable.Range(0, Secrets.Count).Where(i => !IsKey(Secrets[i])).Select(i => new ValidationResult($"Webhooks__Sources__{name}__Secrets__{i} has to be 24 to 64 bytes in base64, with or without whsec_ before it."));

    /// <summary>The key of a secret.</summary>
    internal static byte[] Key(string secret) => Convert.FromBase64String(Text(secret));

    private static bool IsKey(string secret) => Base64.IsValid(Text(secret), out var bytes) && bytes is >= 24 and <= 64;

    private static string Text(string secret) => secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
}
