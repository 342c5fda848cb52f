using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Http;

/// <summary>Every refusal is <c>application/problem+json</c>, also those the server makes.</summary>
internal static class ProblemAnswers
{
    public static void AddProblemAnswers(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<IngressLimits>>((timeouts, limits) => timeouts.DefaultPolicy = new()
        {
            Timeout = TimeSpan.FromSeconds(limits.Value.RequestTimeoutSeconds),
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context =>
            {
                context.Response.Headers.RetryAfter = "5";
                return WriteAsync(context, "The request took too long and nothing of it was kept; send it again.");
            },
        });
    }

    public static void UseProblemAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.UseRequestTimeouts();
    }

    /// <summary>Writes the problem of the status that is already set.</summary>
    public static Task WriteAsync(HttpContext context, string detail) =>
        Results.Problem(detail, statusCode: context.Response.StatusCode).ExecuteAsync(context);
}
