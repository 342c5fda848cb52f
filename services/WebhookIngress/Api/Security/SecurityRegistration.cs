using Integration.Hosting.Startup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>Keys and tokens, and a policy for each scope.</summary>
internal static class SecurityRegistration
{
    private const string Either = "ApiKeyOrToken";

    public static void AddApiSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        var tokens = configuration.ReadSettings<ApiOptions>(ApiOptions.Section)?.Jwt.Authority is { Length: > 0 };
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, options => options.ForwardDefaultSelector = context => tokens && IsBearer(context.Request)
                ? JwtBearerDefaults.AuthenticationScheme
                : ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, configureOptions: null);
        if (tokens)
        {
            authentication.AddJwtBearer();
            services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerTokens>();
        }

        services.AddSingleton<IAuthorizationMiddlewareResultHandler, SecurityAnswers>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
        {
            authorization.AddPolicy(scope, policy => policy.RequireClaim(Caller.ScopeClaim, scope));
        }

        authorization.AddPolicy(Scopes.Read, policy => policy.RequireClaim(Caller.ScopeClaim, Scopes.Read, Scopes.Ops));
    }

    private static bool IsBearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
