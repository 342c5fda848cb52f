namespace Integration.WebhookIngress.Webhooks;

/// <summary>Who sends webhooks to <c>/webhooks/{source}</c>. A new sender is a folder with one of these and its settings (a property of <see cref="WebhookOptions"/>), and one line of
/// <see cref="WebhookSenders"/>; everything else is <see cref="WebhookPipeline"/>.</summary>
internal interface IWebhookSender
{
    /// <summary>The last part of the address, the name in the store and of the gateway in messages.</summary>
    string Source { get; }

    /// <summary>False: not configured, and its address answers as one that does not exist.</summary>
    bool Enabled { get; }

    /// <summary>Judges the bytes as they came. Parses nothing of the body.</summary>
    ValueTask<Verification> VerifyAsync(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Headers that are kept with the event, because they say which transmission it was. Never a signature.</summary>
    IReadOnlyList<string> Kept { get; }

    /// <summary>The events in a verified body, one or more; null when it holds none.</summary>
    /// <param name="headers">Those of <see cref="Kept"/> that came.</param>
    IReadOnlyList<WebhookEvent>? Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body);

    /// <summary>The event in a body as it is kept, each event by itself; null when it holds none.</summary>
    WebhookEvent? ReadKept(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => Read(headers, body) is [var read] ? read : null;
}

/// <summary>What a sender's check of a webhook said.</summary>
internal sealed record Verification
{
    private Verification()
    {
    }

    /// <summary>What the webhook was verified by, as it is stored; null when it was not.</summary>
    public string? By { get; private init; }

    /// <summary>Why not, for the answer.</summary>
    public string Detail { get; private init; } = "";

    /// <summary>Set when nobody knows yet whether the webhook is genuine: it has to be sent again after this long.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>It is the caller who asks for too much, not we who fail.</summary>
    public bool TooFast { get; private init; }

    /// <summary>The sender signed these bytes.</summary>
    public static Verification Good(string by) => new() { By = by };

    /// <summary>The sender did not sign these bytes.</summary>
    public static Verification Bad(string detail) => new() { Detail = detail };

    /// <summary>It could not be found out.</summary>
    public static Verification Unknown(string detail, TimeSpan retryAfter, bool tooFast = false) => new() { Detail = detail, RetryAfter = retryAfter, TooFast = tooFast };
}
