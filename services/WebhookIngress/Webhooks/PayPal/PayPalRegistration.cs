using System.Net;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>Adds PayPal as a sender.</summary>
internal static class PayPalRegistration
{
    public static void AddPayPalWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<CertificateRoots>();
        services.AddSingleton<CertificateStore>();
        services.AddSingleton<IWebhookSender, PayPalWebhooks>();
        services.AddHttpClient(CertificateStore.Client)
            .ConfigureHttpClient((provider, client) =>
            {
                var settings = provider.GetRequiredService<IOptions<WebhookOptions>>().Value.PayPal;
                client.Timeout = TimeSpan.FromSeconds(settings.FetchTimeoutSeconds);
                client.MaxResponseContentBufferSize = settings.MaxCertificateBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxConnectionsPerServer = 4,
                MaxResponseHeadersLength = 16,
                SslOptions = new() { CertificateChainPolicy = provider.GetRequiredService<CertificateRoots>().Policy() },
            });
    }
}
