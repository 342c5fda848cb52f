namespace Integration.WebhookIngress.Webhooks;

/// <summary>Reads headers that a signature stands on.</summary>
internal static class HeaderReading
{
    /// <summary>The header's value; empty when it is absent or there are several: which one was meant is not ours to guess.</summary>
    public static string One(this IHeaderDictionary headers, string name) => headers[name] is { Count: 1 } values ? values.ToString() : "";
}
