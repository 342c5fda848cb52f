using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Integration.Hosting.Health;

/// <summary>The answer's body: <c>{"status": "degraded", "checks": [{"name": "outbox", "status": "degraded", "reason": "…"}]}</c>.</summary>
internal static class HealthBody
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            new
            {
                status = Text(report.Status),
                checks = report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal)
                    .Select(e => new { name = e.Key, status = Text(e.Value.Status), reason = Reason(e.Value) }),
            },
            JsonSerializerOptions.Web,
            context.RequestAborted);
    }

    private static string Reason(HealthReportEntry entry) =>
        entry.Description ?? entry.Exception?.Message ?? (entry.Status == HealthStatus.Healthy ? "well" : "no reason was given");

    private static string Text(HealthStatus status) => status.ToString().ToLowerInvariant();
}
