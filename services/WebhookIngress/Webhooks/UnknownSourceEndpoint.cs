using Integration.Persistence.Telemetry;

namespace Integration.WebhookIngress.Webhooks;

/// <summary><c>POST /webhooks/{source}</c> of a source that is not configured: 404, and the body is not read.</summary>
internal static class UnknownSourceEndpoint
{
    public static void MapUnknownSource(this IEndpointRouteBuilder routes) => routes.MapPost("/webhooks/{source}", () =>
    {
        IntegrationTelemetry.WebhookReceived(WebhookSource.Unknown, "unknown_source");
        return TypedResults.Problem("No webhook source of this name is configured.", statusCode: StatusCodes.Status404NotFound);
    }).LimitWebhooks(WebhookSource.Unknown);
}
