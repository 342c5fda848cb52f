using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Simulation.Defects;

/// <summary>Passes everything on to the real gateway; a defect changes what it has to.</summary>
internal abstract class GatewayInFront(IPaymentGateway inner) : IPaymentGateway
{
    public string Name => inner.Name;

    public TimeSpan CallLimit => inner.CallLimit;

    public virtual TimeSpan KeyLifetime => inner.KeyLifetime;

    public virtual TimeSpan RefundKeyLifetime => inner.RefundKeyLifetime;

    public TimeSpan RefundShowsWithin => inner.RefundShowsWithin;

    public bool HoldsBeforeCapture => inner.HoldsBeforeCapture;

    public bool CanCancel => inner.CanCancel;

    public virtual GatewayStatus? Suggests(string eventType) => inner.Suggests(eventType);

    public virtual Decline DeclineOf(string code) => inner.DeclineOf(code);

    public virtual async Task<GatewayCall> CreateAsync(CreateAttempt command, string key, CancellationToken cancellationToken) =>
        Read(command, await inner.CreateAsync(command, Key(key), cancellationToken));

    public async Task<GatewayCall> AuthorizeAsync(AuthorizeAttempt command, string key, CancellationToken cancellationToken) =>
        Read(command, await inner.AuthorizeAsync(command, Key(key), cancellationToken));

    public async Task<GatewayCall> CaptureAsync(CaptureAttempt command, string key, CancellationToken cancellationToken) =>
        Read(command, await inner.CaptureAsync(command, Key(key), cancellationToken));

    public async Task<GatewayCall> CancelAsync(CancelAttempt command, string key, CancellationToken cancellationToken) =>
        Read(command, await inner.CancelAsync(command, key, cancellationToken));

    public async Task<GatewayCall> LookUpAsync(LookUpAttempt command, CancellationToken cancellationToken) =>
        Read(command, await inner.LookUpAsync(command, cancellationToken));

    public virtual Task<RefundCall> RefundAsync(RefundRequest refund, string key, CancellationToken cancellationToken) => inner.RefundAsync(refund, key, cancellationToken);

    public virtual Task<RefundCall> FindRefundAsync(RefundRequest refund, CancellationToken cancellationToken) => inner.FindRefundAsync(refund, cancellationToken);

    public Task<DisputeCall> LookUpDisputeAsync(string reference, CancellationToken cancellationToken) => inner.LookUpDisputeAsync(reference, cancellationToken);

    public IAsyncEnumerable<GatewayMovement> ListAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => inner.ListAsync(from, until, cancellationToken);

    public IAsyncEnumerable<GatewayMovement> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => inner.ListRefundsAsync(from, until, cancellationToken);

    /// <summary>The key as it is sent.</summary>
    protected virtual string Key(string key) => key;

    /// <summary>What is made of an answer.</summary>
    protected virtual GatewayCall Read(IAttemptCommand command, GatewayCall call) => call;

    /// <summary>The lie that the gateway says the attempt is canceled.</summary>
    protected static GatewayCall Canceled(IAttemptCommand command, GatewayCall call) => command.Attempt.Reference is not { } reference ? call : GatewayCall.Answered(
        new()
        {
            Reference = reference, Status = GatewayStatus.Canceled, GatewayWord = "canceled", AmountMinor = 0, CapturedMinor = 0, Currency = "", AttemptId = command.Attempt.AttemptId.ToString(),
        },
        call.RequestId, call.HttpStatus);
}
