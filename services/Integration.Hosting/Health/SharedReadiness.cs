using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Integration.Hosting.Health;

/// <summary>One look at what the service needs for all who ask meanwhile: anybody may ask, and each look takes connections to the database.</summary>
internal sealed class SharedReadiness(HealthCheckService checks)
{
    private readonly Lock _gate = new();
    private Task<HealthReport>? _underWay;

    public async Task AnswerAsync(HttpContext context)
    {
        var report = await LookAsync().WaitAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        await HealthBody.WriteAsync(context, report);
    }

    private Task<HealthReport> LookAsync()
    {
        lock (_gate)
        {
            return _underWay is { IsCompleted: false } ? _underWay : _underWay = checks.CheckHealthAsync(check => check.Tags.Contains("ready"), CancellationToken.None);
        }
    }
}
