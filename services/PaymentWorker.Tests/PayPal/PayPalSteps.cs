using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.PayPal;

/// <summary>The calls of one attempt at PayPal, as the worker makes them.</summary>
internal sealed class PayPalSteps(IPaymentGateway gateway)
{
    private readonly Guid _payment = Guid.NewGuid();

    public Guid Id => AttemptIdentity.Of(_payment, "paypal", 1);

    public AttemptRef Attempt { get; private set; } = null!;

    public async Task<GatewayCall> CreateAsync(string? returnUrl = null)
    {
        var attempt = new AttemptRef { PaymentId = _payment, AttemptId = Id, Number = 1, Gateway = "paypal", Epoch = 1 };
        var call = await gateway.CreateAsync(
            new() { Attempt = attempt, AmountMinor = 1999, Currency = "EUR", ReturnUrl = returnUrl, CancelUrl = returnUrl }, AttemptIdentity.Key(attempt, AttemptStep.Create), CancellationToken.None);
        Attempt = attempt with { Reference = call.Found?.Reference };
        return call;
    }

    public Task<GatewayCall> CaptureAsync(string? token = "vault_ok") =>
        gateway.CaptureAsync(new() { Attempt = Attempt, PaymentMethod = token }, AttemptIdentity.Key(Attempt, AttemptStep.Capture), CancellationToken.None);

    public Task<GatewayCall> LookUpAsync() => gateway.LookUpAsync(new() { Attempt = Attempt }, CancellationToken.None);

    /// <summary>Created and captured.</summary>
    public async Task<GatewayObject> PaidAsync(string token = "vault_ok")
    {
        await CreateAsync();
        return (await CaptureAsync(token)).Found!;
    }

    public RefundRequest Refund(GatewayObject paid, long amountMinor, Guid? refundId = null) => new()
    {
        RefundId = refundId ?? Guid.NewGuid(), PaymentId = _payment, AttemptReference = paid.Reference, CaptureReference = paid.CaptureReference!, AmountMinor = amountMinor, Currency = "EUR",
    };
}
