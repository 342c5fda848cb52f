using System.Diagnostics;
using Integration.Persistence.Telemetry;
using Integration.WebhookIngress.Api;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Http;

/// <summary>Every refusal is <c>application/problem+json</c>, also those the server makes.</summary>
internal static class ProblemAnswers
{
    public static void AddProblemAnswers(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Name);
        services.AddExceptionHandler<UnreadableBody>();
        services.AddExceptionHandler<DatabaseAway>();
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<IngressLimits>, IOptions<ApiOptions>>((timeouts, limits, api) =>
        {
            var seconds = limits.Value.RequestTimeoutSeconds;
            timeouts.DefaultPolicy = Policy(seconds, Problems.StoreAway.Answer("The request took too long. Whether it was kept is not known; send it again, with the same idempotency key."));
            timeouts.AddPolicy(RouteWords.WaitPolicy, Policy(seconds + api.Value.MaxWaitSeconds, Problems.StoreAway.Answer("The request took too long; send it again, with the same idempotency key.")));
        });
    }

    /// <summary>What the platform refuses by itself bears one of our types too: programs branch on one kind of thing.</summary>
    private static void Name(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Type?.StartsWith(Problem.Prefix, StringComparison.Ordinal) != true && Problems.All.FirstOrDefault(p => p.Status == problem.Status && p.IsGeneral) is { } known)
        {
            (problem.Type, problem.Title) = (known.Type, known.Title);
            if (known.Status < StatusCodes.Status500InternalServerError && known != Problems.TooFast && context.HttpContext.Request.Path.StartsWithSegments("/v1"))
            {
                IntegrationTelemetry.ApiRefused(known.Code);        // a limit counts by itself, and a fault is no refusal
            }
        }

        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
    }

    private static RequestTimeoutPolicy Policy(int seconds, ProblemAnswer answer) => new()
    {
        Timeout = TimeSpan.FromSeconds(seconds), TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable, WriteTimeoutResponse = answer.ExecuteAsync,
    };

    public static void UseProblemAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRequestTimeouts();
    }

    /// <summary>Writes the problem of the status that is already set.</summary>
    public static Task WriteAsync(HttpContext context, string detail) =>
        Results.Problem(detail, statusCode: context.Response.StatusCode).ExecuteAsync(context);
}
