using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.Compliance;

[Trait("Rule", "R1")]
[Trait("Rule", "F6")]
public sealed class When_PayPal_is_the_gateway : GatewayCompliance
{
    private PayPalSandbox _sandbox = null!;

    protected override IPaymentGateway Gateway => _sandbox.Gateway;

    protected override string Good => "vault_ok";

    protected override (string Token, string Code) Bad => ("vault_declined", "INSTRUMENT_DECLINED");

    protected override string Unknown => "vault_of_nobody";

    protected override GatewayStatus AfterDecline => GatewayStatus.Open;

    public override async Task InitializeAsync() => _sandbox = await PayPalSandbox.StartAsync();

    public override async Task DisposeAsync() => await _sandbox.DisposeAsync();

    protected override Task DisturbAsync(string step, Disturbance disturbance) => _sandbox.FaultAsync("paypal." + step, disturbance switch
    {
        Disturbance.ExecutedAndSilent => "executed_then_timeout",
        Disturbance.ExecutedAndFailed => "executed_then_500",
        Disturbance.ExecutedAndCut => "connection_reset_after",
        Disturbance.TooFast => "rate_limited",
        _ => throw new ArgumentOutOfRangeException(nameof(disturbance)),
    });

    protected override IPaymentGateway Misled(bool wrongCredentials) =>
        wrongCredentials ? _sandbox.Build(secret: "somebody_else_s") : _sandbox.Build(address: new Uri("http://127.0.0.1:9"));

    protected override Task<(int Captures, long Minor)> BooksAsync() => _sandbox.BooksAsync();
}
