using Integration.GatewaySandbox;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Tests.Compliance;
using Integration.Sagas.Attempts;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>The same suite as over sockets.</summary>
public sealed class When_Stripe_is_simulated : GatewayCompliance
{
    private readonly List<World> _worlds = [];

    protected override IPaymentGateway Gateway => _worlds[0].Gateways.Stripe;

    protected override string Good => "pm_card_visa";

    protected override (string Token, string Code) Bad => ("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds");

    protected override string Unknown => "pm_of_nobody";

    protected override GatewayStatus AfterDecline => GatewayStatus.Declined;

    public override Task InitializeAsync()
    {
        _worlds.Add(new World { Impatient = true });
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        _worlds.ForEach(w => w.Dispose());
        return Task.CompletedTask;
    }

    protected override Task DisturbAsync(string step, Disturbance disturbance)
    {
        _worlds[0].Plan(step == AttemptStep.Authorize ? "confirm" : step, Disturbances.Of(disturbance));
        return Task.CompletedTask;
    }

    protected override IPaymentGateway Misled(bool wrongCredentials) => Disturbances.Misled(
        _worlds, wrongCredentials ? account => new SandboxOptions { SecretKey = "sk_test_of_nobody", PayPal = account.PayPal } : null).Gateways.Stripe;

    protected override Task<(int Captures, long Minor)> BooksAsync() => Task.FromResult(Disturbances.Books(_worlds[0].Stripe));
}
