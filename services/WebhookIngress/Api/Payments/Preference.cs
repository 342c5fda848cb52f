using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary><c>Prefer: wait=N</c> (RFC 7240). A preference that cannot be read is no preference.</summary>
internal static class Preference
{
    /// <summary>How long the caller wants to wait, cut to <paramref name="limitSeconds"/>. The request's measured time then bears the tag <c>waited</c>: it is the caller's choice, and no
    /// objective of ours is judged by it.</summary>
    public static TimeSpan Wait(HttpRequest request, int limitSeconds)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(line => (line ?? "").Split([',', ';'])))
        {
            if (preference.Split('=') is [var name, var value] && name.Trim().Equals("wait", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(value.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                request.HttpContext.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("waited", true));
                return TimeSpan.FromSeconds(Math.Min(seconds, limitSeconds));
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>Says that it was waited for.</summary>
    public static void Applied(HttpResponse response, TimeSpan wait) =>
        response.Headers["Preference-Applied"] = $"wait={((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)}";
}
