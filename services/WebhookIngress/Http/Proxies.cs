using System.Net;
using Integration.Hosting.Startup;
using Integration.WebhookIngress.Api;
using Microsoft.AspNetCore.HttpOverrides;

namespace Integration.WebhookIngress.Http;

/// <summary>Behind a proxy the caller's address and scheme stand in <c>X-Forwarded-*</c>. They are believed of the configured proxies only, and the host never: nothing here depends on it.</summary>
internal static class Proxies
{
    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var limits = configuration.ReadSettings<IngressLimits>(IngressLimits.Section) ?? new();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = limits.KnownProxies.Count > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardLimit = limits.ProxyHops;
            foreach (var proxy in limits.KnownProxies)
            {
                options.KnownIPNetworks.Add(proxy.Contains('/', StringComparison.Ordinal)
                    ? System.Net.IPNetwork.Parse(proxy)
                    : new System.Net.IPNetwork(IPAddress.Parse(proxy), IPAddress.Parse(proxy).GetAddressBytes().Length * 8));
            }
        });
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
    }

    /// <summary>Refuses API calls that came over plain HTTP, where that is configured.</summary>
    public static void UseHttpsOnly(this WebApplication app)
    {
        if (app.Configuration.ReadSettings<IngressLimits>(IngressLimits.Section)?.RequireHttps == true)
        {
            app.Use((context, next) => context.Request.IsHttps || !context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
                ? next(context)
                : Problems.HttpsNeeded.Answer("This API is served over HTTPS only; a key that was sent without it should be replaced.").ExecuteAsync(context));
        }
    }
}
