using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Integration.WebhookIngress.Http;

/// <summary>What whoever exceeds a rate limit is told.</summary>
internal static class TooFast
{
    /// <summary>429, with the whole seconds after which the next request is let in.</summary>
    public static async ValueTask AnswerAsync(OnRejectedContext rejected, string detail)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ProblemAnswers.WriteAsync(rejected.HttpContext, detail);
    }
}
