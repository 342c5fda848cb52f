using System.Globalization;
using Integration.Contracts.Rules;
using Integration.Persistence.Telemetry;
using Integration.WebhookIngress.Webhooks;
using Microsoft.AspNetCore.Mvc;

namespace Integration.WebhookIngress.Api;

/// <summary>A kind of refusal (RFC 9457). Its <see cref="Type"/> never changes: programs branch on it. A general one also names what the platform refuses by itself with that status.</summary>
internal sealed record Problem(string Code, int Status, string Title, bool IsGeneral = false)
{
    public const string Prefix = "urn:integration:problem:";

    public string Type => Prefix + Code;

    /// <summary>The answer, with the trace's id; <paramref name="retryAfter"/> in seconds.</summary>
    public ProblemAnswer Answer(string detail, IEnumerable<Violation>? violations = null, int? retryAfter = null) => new(this, detail, violations, retryAfter ?? (Status == 503 ? 5 : null));
}

/// <summary>Every kind there is.</summary>
internal static class Problems
{
    public static readonly Problem BadBody = new("bad-body", 400, "The body cannot be read");
    public static readonly Problem BadRequest = new("bad-request", 400, "The request cannot be read", IsGeneral: true);
    public static readonly Problem InvalidField = new("invalid-field", 400, "A field breaks a rule");
    public static readonly Problem KeyMissing = new("idempotency-key-missing", 400, "An idempotency key is needed");
    public static readonly Problem NotAuthenticated = new("not-authenticated", 401, "The caller is not known");
    public static readonly Problem ScopeMissing = new("scope-missing", 403, "The caller may not do this");
    public static readonly Problem HttpsNeeded = new("https-needed", 403, "HTTPS is needed");
    public static readonly Problem NotFound = new("not-found", 404, "There is nothing of this name", IsGeneral: true);
    public static readonly Problem WrongMethod = new("wrong-method", 405, "The route has no such method", IsGeneral: true);
    public static readonly Problem TooSlow = new("too-slow", 408, "The body comes too slowly", IsGeneral: true);
    public static readonly Problem IdTaken = new("id-taken", 409, "The id is used already");
    public static readonly Problem WrongState = new("wrong-state", 409, "It is too late for this");
    public static readonly Problem NotTakenUpYet = new("not-taken-up-yet", 409, "It is too early for this; send it again");
    public static readonly Problem TooLarge = new("too-large", 413, "The body is too large", IsGeneral: true);
    public static readonly Problem WrongContentType = new("wrong-content-type", 415, "The body has to be JSON", IsGeneral: true);
    public static readonly Problem KeyReused = new("idempotency-key-reused", 422, "The idempotency key belongs to another request");
    public static readonly Problem TooFast = new("too-fast", 429, "Too many requests", IsGeneral: true);
    public static readonly Problem Fault = new("internal-error", 500, "Something is wrong here", IsGeneral: true);
    public static readonly Problem StoreAway = new("not-available", 503, "Not available now; send it again", IsGeneral: true);
    public static readonly Problem IdentityProviderAway = new("identity-provider-away", 503, "The token could not be judged");

    public static readonly Problem VaultAway = new("vault-not-available", 503, "A vault token could not be kept safely");

    public static IReadOnlyList<Problem> All { get; } =
    [
        BadBody, BadRequest, InvalidField, KeyMissing, NotAuthenticated, ScopeMissing, HttpsNeeded, NotFound, WrongMethod, TooSlow, IdTaken, WrongState, NotTakenUpYet, TooLarge, WrongContentType, KeyReused, TooFast, Fault, StoreAway, IdentityProviderAway, VaultAway,
    ];
}

/// <summary>Writes a problem and counts it: of a webhook among the webhooks, of anything else among the API's refusals.</summary>
internal sealed class ProblemAnswer(Problem problem, string detail, IEnumerable<Violation>? violations, int? retryAfter) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => problem.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (WebhookSource.Of(httpContext) is { } source)
        {
            IntegrationTelemetry.WebhookReceived(source, problem.Code.Replace('-', '_'));
        }
        else
        {
            IntegrationTelemetry.ApiRefused(problem.Code);
        }

        if (retryAfter is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = problem.Status, Detail = detail };
        if (violations is not null)
        {
            body.Extensions["errors"] = violations.GroupBy(v => v.Field).ToDictionary(group => group.Key, group => group.Select(v => v.Rule).ToArray());
        }

        return TypedResults.Problem(body).ExecuteAsync(httpContext);
    }
}
