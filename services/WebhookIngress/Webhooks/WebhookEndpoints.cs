using Integration.Hosting.Startup;
using Integration.Persistence.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>The routes: one per sender, under a limit of its own, and one for every name that is none.</summary>
internal static class WebhookEndpoints
{
    /// <summary>Maps them. Which senders are configured is asked per request: routes are made before settings are judged.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        foreach (var sender in routes.ServiceProvider.GetServices<IWebhookSender>())
        {
            routes.MapPost($"/webhooks/{sender.Source}", HandleAsync).AllowAnonymous().Limit(sender.Source);

            Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken) => WebhookEndpoints.HandleAsync(sender, request, cancellationToken);
        }

        routes.MapPost(
            "/webhooks/{source}",
            (string source, LiveSettings<WebhookOptions> settings, HttpRequest request, CancellationToken cancellationToken) =>
                HandleAsync(new StandardWebhooks.StandardWebhooks(source, settings), request, cancellationToken)).AllowAnonymous().Limit(WebhookSource.Named);
    }

    private static async Task<IResult> HandleAsync(IWebhookSender sender, HttpRequest request, CancellationToken cancellationToken) => sender.Enabled
        ? (await request.HttpContext.RequestServices.GetRequiredService<WebhookPipeline>().HandleAsync(sender, request, cancellationToken)).Result
        : Unknown();

    private static void Limit(this IEndpointConventionBuilder endpoint, string source) =>
        endpoint.RequireRateLimiting(WebhookRateLimit.Policy).WithMetadata(new WebhookSource(source));

    /// <summary>404, and the body is not read.</summary>
    private static ProblemHttpResult Unknown()
    {
        IntegrationTelemetry.WebhookReceived(WebhookSource.Unknown, "unknown_source");
        return TypedResults.Problem("No webhook source of this name is configured.", statusCode: StatusCodes.Status404NotFound);
    }
}
