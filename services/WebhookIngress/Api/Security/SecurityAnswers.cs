using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Net.Http.Headers;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>401, 403 and, when the identity provider is away, 503, as problems. Nothing else is done for a caller that is not let in.</summary>
internal sealed class SecurityAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        var problem = (authorizeResult.Forbidden, context.Items.ContainsKey(BearerTokens.Unavailable)) switch
        {
            (true, _) => Problems.ScopeMissing,
            (_, true) => Problems.IdentityProviderAway,
            _ => Problems.NotAuthenticated,
        };
        if (problem == Problems.NotAuthenticated)
        {
            context.Response.Headers.Append(HeaderNames.WWWAuthenticate, "ApiKey realm=\"integration\", header=\"X-Api-Key\"");
            context.Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer realm=\"integration\"");
        }

        return problem.Answer(Detail(problem, policy, context)).ExecuteAsync(context);
    }

    private static string Detail(Problem problem, AuthorizationPolicy policy, HttpContext context) => problem == Problems.ScopeMissing
        ? $"This needs the scope {string.Join(" or ", policy.Requirements.OfType<Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement>().SelectMany(r => r.AllowedValues ?? []))}."
        : problem == Problems.IdentityProviderAway
            ? "The token could not be judged because the identity provider does not answer; send the request again."
        : context.Items[ApiKeyAuthentication.Expired] is DateTimeOffset at
            ? $"This key expired at {at.UtcDateTime:O}; ask for a new one."
            : "Send a known key in X-Api-Key, or a valid bearer token in Authorization.";
}
