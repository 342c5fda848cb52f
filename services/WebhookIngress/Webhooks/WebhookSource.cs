using Integration.Hosting.Startup;
using Microsoft.AspNetCore.Diagnostics;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>The configured source that an endpoint serves.</summary>
internal sealed record WebhookSource(string Name)
{
    /// <summary>Stands for every source that is not configured.</summary>
    public const string Unknown = "unknown";

    /// <summary>Stands for the source that the address names.</summary>
    public const string Named = "{source}";

    /// <summary>Whose webhook a request is, as it is counted; null when it is none. Also where its handling failed or took too long.</summary>
    public static string? Of(HttpContext context)
    {
        // Whoever handles a failure finds the route taken off the request.
        var (endpoint, values) = context.Features.Get<IExceptionHandlerFeature>() is { } failed
            ? (failed.Endpoint, failed.RouteValues)
            : (context.GetEndpoint(), context.Request.RouteValues);
        return endpoint?.Metadata.GetMetadata<WebhookSource>()?.Name switch
        {
            Named => values?["source"] is string name && context.RequestServices.GetRequiredService<LiveSettings<WebhookOptions>>().Current.Sources.ContainsKey(name) ? name : Unknown,
            var known => known,
        };
    }
}
