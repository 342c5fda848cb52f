using Integration.GatewaySandbox;
using Integration.GatewaySandbox.PayPal;
using Integration.Hosting.ExternalApi;
using Integration.Hosting.Secrets;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.PaymentWorker.Gateways.Stripe;
using Integration.Sagas.Payments;
using Microsoft.Extensions.Options;
using Stripe;
using PayPalSettings = Integration.PaymentWorker.Gateways.PayPal.PayPalOptions;

namespace Integration.Simulation.Gateways;

/// <summary>The product's real gateways, set as in production, over models instead of the network. One set serves one history after another: it is attached to a history's models.
/// Rate, circuit and time-outs are the director's (<see cref="CallPlan"/>). For one thread.</summary>
internal sealed class GatewaySet : IDisposable
{
    private readonly ModelHandler _stripe = new();
    private readonly ModelHandler _paypal = new();
    private readonly HttpClient _stripeHttp;
    private readonly HttpClient _paypalHttp;

    /// <summary>Makes the gateways and fetches PayPal's token, which is good for ever: it comes from a clock that stands.</summary>
    /// <param name="account">The accounts' settings, whose credentials the gateways use.</param>
    /// <param name="sealer">As in production it seals what the customer's device needs, with nonces of its own; absent, such secrets are left out.</param>
    public GatewaySet(SandboxOptions account, TokenSealer? sealer = null)
    {
        var stripe = new StripeOptions { SecretKey = account.SecretKey };
        var paypal = new PayPalSettings { ClientId = account.PayPal.ClientId, ClientSecret = account.PayPal.ClientSecret };
        var reconcile = new ReconcileOptions();
        var standing = new StandingClock();

        _stripeHttp = Client(_stripe);
        Stripe = new(
            new StripeClient(new StripeClientOptions
            {
                ApiKey = stripe.SecretKey,
                ApiBase = stripe.ApiBase,
                HttpClient = new SystemNetHttpClient(_stripeHttp, maxNetworkRetries: 0, enableTelemetry: false),
            }),
            Options.Create(stripe), Options.Create(reconcile), sealer);

        var issuer = new TokenHandler(new TokenDesk(Options.Create(account), standing), _paypal);
        var tokens = new AccessTokens(new PayPalTokens(Options.Create(paypal), standing).AskAsync, TimeSpan.FromSeconds(paypal.RenewTokenSeconds), standing);
        using (var invoker = new HttpMessageInvoker(issuer, disposeHandler: false))
        {
            // Asked for once and on another thread; no call of a history waits for it.
            tokens.GetAsync(invoker.SendAsync, CancellationToken.None).GetAwaiter().GetResult();
        }

        _paypalHttp = Client(new AccessTokenHandler(tokens) { InnerHandler = issuer });
        PayPal = new(new PayPalClient(_paypalHttp, Options.Create(paypal)), Options.Create(paypal));
        Directory = new([Stripe, PayPal], standing);
    }

    /// <summary>The real one.</summary>
    public StripeGateway Stripe { get; }

    /// <summary>The real one.</summary>
    public PayPalGateway PayPal { get; }

    /// <summary>Both by name.</summary>
    public GatewayDirectory Directory { get; }

    /// <summary>What each gateway charges in.</summary>
    public IReadOnlyList<IGatewayCurrencies> Currencies { get; } = [new StripeCurrencies(), new PayPalCurrencies()];

    /// <summary>From now on calls go to these models. What is still held stays with its own.</summary>
    public void Attach(StripeModel stripe, PayPalModel paypal) => (_stripe.Model, _paypal.Model) = (stripe, paypal);

    /// <inheritdoc />
    public void Dispose()
    {
        _stripeHttp.Dispose();
        _paypalHttp.Dispose();
        _stripe.Dispose();
        _paypal.Dispose();
    }

    /// <summary>Without a limit: a held call waits for the director, not for the machine's clock.</summary>
    private static HttpClient Client(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
