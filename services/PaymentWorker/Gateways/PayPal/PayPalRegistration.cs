using Integration.Hosting.ExternalApi;
using Integration.Hosting.Secrets;
using Integration.Hosting.Startup;
using Integration.PaymentWorker.Gateways.Http;
using Integration.Sagas.Payments;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>The one place where PayPal's client is made: a token on every request, no retries, our time-out, our rate, our circuit.</summary>
public static class PayPalRegistration
{
    /// <summary>Adds the gateway when a client id is configured; its settings are checked when the service starts in any case.</summary>
    public static void AddPayPalGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PayPalOptions>(PayPalOptions.Section);
        if (string.IsNullOrEmpty(configuration.GetSection(PayPalOptions.Section)[nameof(PayPalOptions.ClientId)]))
        {
            return;
        }

        if (configuration.GetSection(SealingOptions.Section).GetSection(nameof(SealingOptions.TokenKeys)).GetChildren().FirstOrDefault()?.Value is null or "")
        {
            services.AddStartupProblems(["Secrets__TokenKeys__0 is missing: PayPal's vault tokens are only kept sealed. openssl rand -base64 32 makes one."]);
        }

        services.AddSingleton<PayPalTokens>();
        services.AddKeyedSingleton(PayPalGateway.GatewayName, (provider, _) => new AccessTokens(
            provider.GetRequiredService<PayPalTokens>().AskAsync,
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<PayPalOptions>>().Value.RenewTokenSeconds),
            provider.GetRequiredService<TimeProvider>()));
        services.AddGatewayClient<PayPalOptions>(PayPalGateway.GatewayName, options => options.CallLimit, client => client.AddHttpMessageHandler(
            provider => new AccessTokenHandler(provider.GetRequiredKeyedService<AccessTokens>(PayPalGateway.GatewayName))));
        services.AddSingleton(provider => new PayPalClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(PayPalGateway.GatewayName), provider.GetRequiredService<IOptions<PayPalOptions>>()));
        services.AddSingleton<IPaymentGateway, PayPalGateway>();
        services.AddSingleton<IGatewayCurrencies, PayPalCurrencies>();
    }
}
