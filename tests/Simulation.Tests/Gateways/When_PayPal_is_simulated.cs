using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Tests.Compliance;
using Integration.Simulation.Gateways;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>The same suite as over sockets.</summary>
public sealed class When_PayPal_is_simulated : GatewayCompliance
{
    private readonly List<World> _worlds = [];

    protected override IPaymentGateway Gateway => _worlds[0].Gateways.PayPal;

    protected override string Good => "vault_ok";

    protected override (string Token, string Code) Bad => ("vault_declined", "INSTRUMENT_DECLINED");

    protected override string Unknown => "vault_of_nobody";

    protected override GatewayStatus AfterDecline => GatewayStatus.Open;

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
        _worlds[0].Plan("paypal." + step, Disturbances.Of(disturbance));
        return Task.CompletedTask;
    }

    /// <summary>The simulator's token is there from the beginning, so wrong credentials are a call that is turned away for want of one.</summary>
    protected override IPaymentGateway Misled(bool wrongCredentials) => Disturbances.Misled(_worlds, null, wrongCredentials ? NotSent.Misconfigured : NotSent.NoConnection).Gateways.PayPal;

    protected override Task<(int Captures, long Minor)> BooksAsync() => Task.FromResult(Disturbances.Books(_worlds[0].PayPal));
}
