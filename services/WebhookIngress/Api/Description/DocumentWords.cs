using Integration.WebhookIngress.Api.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Integration.WebhookIngress.Api.Description;

/// <summary>What the document says of the whole API.</summary>
internal sealed class DocumentWords : IOpenApiDocumentTransformer
{
    public const string KeyScheme = "ApiKey";
    public const string TokenScheme = "OpenIdConnect";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Integration API", Version = "1",
            Description = "Payments that are made once, however often they are asked for. Amounts are in minor units with an ISO 4217 currency, times are RFC 3339 in UTC. "
                + "Errors are application/problem+json; programs branch on their type: " + string.Join(", ", Problems.All.Select(p => $"`{p.Type}` ({p.Status})")) + ".",
            License = new() { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new() { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag> { new() { Name = "Payments", Description = "Payments and their refunds." }, new() { Name = "Operations", Description = "Webhooks, replays and dead letters, for scope ops." } };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyAuthentication.Header, Description = "A client's key, such as ik_0a1b2c3d4e5f_ and 64 hex digits." },
            [TokenScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A token of the configured OpenID Connect provider; its scopes are payments:read, payments:write and ops." },
        };
        return Task.CompletedTask;
    }
}
