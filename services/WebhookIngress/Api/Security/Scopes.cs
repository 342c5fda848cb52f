namespace Integration.WebhookIngress.Api.Security;

/// <summary>What a client may be allowed.</summary>
public static class Scopes
{
    /// <summary>See its own payments and refunds.</summary>
    public const string Read = "payments:read";

    /// <summary>Ask for payments, cancels and refunds.</summary>
    public const string Write = "payments:write";

    /// <summary>See everybody's payments, webhooks and dead letters, and act on them.</summary>
    public const string Ops = "ops";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Write, Ops];
}
