using Integration.WebhookIngress.Api.Writes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Integration.WebhookIngress.Api.Description;

/// <summary>The API described: <c>/openapi/v1.json</c> (OpenAPI 3.1, generated from the routes) and <c>/docs</c> for people.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";

    // The page runs its own script, also inline, and talks to this process only.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void AddApiDescription(this IServiceCollection services)
    {
        // It is the same until the process ends, and dear to make.
        services.AddOutputCache(cache => cache.AddPolicy(Document, new OncePerProcess()));
        services.AddOpenApi(Document, Describe);
    }

    private static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer<DocumentWords>();
        options.AddOperationTransformer<OperationWords>();
    }

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().RequireRateLimiting(ApiRateLimit.Policy).CacheOutput(Document);
        app.MapScalarApiReference("/docs", options => options.WithTitle("Integration API").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableAgent().DisableTelemetry().HideDeveloperTools().HideClientButton().DisableDefaultFonts())
            .AllowAnonymous()
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
                return next(context);
            });
    }
}
