using Integration.Hosting.Startup;
using Integration.PaymentWorker.Gateways.Http;
using Integration.Sagas.Payments;
using Microsoft.Extensions.Options;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>The one place where Stripe's client is made: no retries of its own, our timeout, our rate, our circuit.</summary>
public static class StripeRegistration
{
    /// <summary>Adds the gateway; its settings are checked when the service starts.</summary>
    public static void AddStripeGateway(this IServiceCollection services)
    {
        services.AddSettings<StripeOptions>(StripeOptions.Section);
        services.AddGatewayClient<StripeOptions>(StripeGateway.GatewayName, options => options.RequestLimit);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StripeOptions>>().Value;
            var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(StripeGateway.GatewayName);
            return new StripeClient(new StripeClientOptions
            {
                ApiKey = options.SecretKey,
                ApiBase = options.ApiBase.TrimEnd('/'),
                HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
            });
        });
        services.AddSingleton<IPaymentGateway, StripeGateway>();
        services.AddSingleton<IGatewayCurrencies, StripeCurrencies>();
    }
}
