using System.Net.Http.Json;
using System.Text.Json;
using Integration.GatewaySandbox;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.Stripe;
using Integration.Sagas.Attempts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.PaymentWorker.Tests.Compliance;

[Trait("Rule", "R1")]
[Trait("Rule", "F6")]
public sealed class When_Stripe_is_the_gateway : GatewayCompliance
{
    private readonly List<ServiceProvider> _providers = [];
    private readonly HttpClient _client = new();
    private WebApplication _sandbox = null!;
    private IPaymentGateway _gateway = null!;

    protected override IPaymentGateway Gateway => _gateway;

    protected override string Good => "pm_card_visa";

    protected override (string Token, string Code) Bad => ("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds");

    protected override string Unknown => "pm_of_nobody";

    protected override GatewayStatus AfterDecline => GatewayStatus.Declined;

    public override async Task InitializeAsync()
    {
        _sandbox = SandboxApp.Build(["--urls=http://127.0.0.1:0"]);
        await _sandbox.StartAsync();
        _client.BaseAddress = new Uri(_sandbox.Urls.First());
        _gateway = Build("sk_test_sandbox", _client.BaseAddress);
    }

    public override async Task DisposeAsync()
    {
        _providers.ForEach(p => p.Dispose());
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    protected override async Task DisturbAsync(string step, Disturbance disturbance)
    {
        var fault = disturbance switch
        {
            Disturbance.ExecutedAndSilent => "executed_then_timeout",
            Disturbance.ExecutedAndFailed => "executed_then_500",
            Disturbance.ExecutedAndCut => "connection_reset_after",
            Disturbance.TooFast => "rate_limited",
            _ => throw new ArgumentOutOfRangeException(nameof(disturbance)),
        };
        using var answer = await _client.PostAsJsonAsync("/sandbox/faults", new { operation = step == AttemptStep.Authorize ? "confirm" : step, fault });
        answer.EnsureSuccessStatusCode();
    }

    protected override IPaymentGateway Misled(bool wrongCredentials) =>
        wrongCredentials ? Build("sk_test_of_somebody_else", _client.BaseAddress!) : Build("sk_test_sandbox", new Uri("http://127.0.0.1:9"));

    protected override async Task<(int Captures, long Minor)> BooksAsync()
    {
        var ledger = await _client.GetFromJsonAsync<JsonElement>("/ledger");
        var intents = ledger.GetProperty("intents").EnumerateArray().ToList();
        return (intents.Sum(i => i.GetProperty("captures").GetInt32()), intents.Sum(i => i.GetProperty("amount_received").GetInt64()));
    }

    private IPaymentGateway Build(string key, Uri address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateways:Stripe:SecretKey"] = key, ["Gateways:Stripe:ApiBase"] = address.ToString(), ["Gateways:Stripe:TimeoutSeconds"] = "5", ["Gateways:Stripe:RequestsPerSecond"] = "1000",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddStripeGateway();
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<IPaymentGateway>();
    }
}
