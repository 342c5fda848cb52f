using Integration.Sagas.Attempts;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>Orders in small steps (SAFETY R1): create without a source that could be charged, capture with the vaulted token or after the payer approved, fetch.
/// An order cannot be canceled: closing rests on the claims.</summary>
public sealed partial class PayPalGateway(PayPalClient client, IOptions<PayPalOptions> options) : IPaymentGateway
{
    /// <summary>Stands in attempts, keys and rows: never change it.</summary>
    public const string GatewayName = "paypal";

    private const string Orders = "/v2/checkout/orders";

    /// <inheritdoc />
    public string Name => GatewayName;

    /// <inheritdoc />
    public TimeSpan CallLimit => options.Value.CallLimit;

    /// <inheritdoc />
    public TimeSpan KeyLifetime => TimeSpan.FromSeconds(options.Value.KeyLifetimeSeconds);

    /// <inheritdoc />
    public TimeSpan RefundKeyLifetime => TimeSpan.FromSeconds(options.Value.RefundKeyLifetimeSeconds);

    /// <inheritdoc />
    public TimeSpan RefundShowsWithin => TimeSpan.FromSeconds(options.Value.RefundShowsWithinSeconds);

    /// <inheritdoc />
    public bool HoldsBeforeCapture => false;

    /// <inheritdoc />
    public bool CanCancel => false;

    /// <inheritdoc />
    public GatewayStatus? Suggests(string eventType) => PayPalMapper.Suggests(eventType);

    /// <inheritdoc />
    public Decline DeclineOf(string code) => PayPalDeclineCodes.Of(code);

    /// <summary>The payment method is not sent: an order with a vaulted token is charged when it is created.</summary>
    public Task<GatewayCall> CreateAsync(CreateAttempt command, string key, CancellationToken cancellationToken) =>
        WithinLimitAsync(async limit => Call(await client.PostAsync<PayPalOrder>(Orders, PayPalRequests.Order(command), key, limit)), cancellationToken);

    /// <summary>Never called: <see cref="HoldsBeforeCapture"/> is false.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<GatewayCall> AuthorizeAsync(AuthorizeAttempt command, string key, CancellationToken cancellationToken) =>
        throw new NotSupportedException("PayPal orders are captured without a hold before");

    /// <inheritdoc />
    public Task<GatewayCall> CaptureAsync(CaptureAttempt command, string key, CancellationToken cancellationToken) => WithinLimitAsync(
        async limit =>
        {
            var answer = await client.PostAsync<PayPalOrder>($"{Path(command)}/capture", PayPalRequests.Capture(command), key, limit);
            return answer is { Failure: { Kind: CallFailureKind.Rejected } refusal, Error: { } error } ? await AfterRefusalAsync(command, refusal, error, limit) : Call(answer);
        },
        cancellationToken);

    /// <summary>A look-up: PayPal has no cancel for an order.</summary>
    public Task<GatewayCall> CancelAsync(CancelAttempt command, string key, CancellationToken cancellationToken) =>
        WithinLimitAsync(async limit => Look(await FetchAsync(command, limit)), cancellationToken);

    /// <summary>Fetches the order. One that PayPal does not know is a failure and no proof (SAFETY F1): orders that nobody approves or captures vanish after some hours, but
    /// PayPal's reference promises neither that nor that they stay dead, lets accounts prolong them to 72 hours, and an app of another account gets the same
    /// 404. Such an attempt is closed by its claims; where a capture was sent and not answered, by PayPal's own word alone.</summary>
    public Task<GatewayCall> LookUpAsync(LookUpAttempt command, CancellationToken cancellationToken) =>
        WithinLimitAsync(async limit => Look(await FetchAsync(command, limit)), cancellationToken);

    private Task<PayPalAnswer<PayPalOrder>> FetchAsync(IAttemptCommand command, CancellationToken cancellationToken) => client.GetAsync<PayPalOrder>(Path(command), cancellationToken);

    /// <summary>PayPal refused the capture. Its error carries no amounts and no id of ours, so the order says where it stands, and what was taken of it says more than
    /// the refusal (SAFETY R6).</summary>
    private async Task<GatewayCall> AfterRefusalAsync(CaptureAttempt command, CallFailure refusal, PayPalError error, CancellationToken cancellationToken)
    {
        var issue = error.Issue;
        if (!PayPalDeclineCodes.IsDecline(issue) && issue is not ("PAYER_ACTION_REQUIRED" or "ORDER_ALREADY_CAPTURED" or "ORDER_NOT_APPROVED"))
        {
            return GatewayCall.Failed(refusal);
        }

        if (Call(await FetchAsync(command, cancellationToken)) is not { Found: { } found } fetched)
        {
            return GatewayCall.Failed(refusal with { Kind = CallFailureKind.OutcomeUnknown, Reason = $"{refusal.Reason}; and the order could not be fetched" });
        }

        if (found.Status is GatewayStatus.Open or GatewayStatus.ActionRequired or GatewayStatus.Authorized or GatewayStatus.Declined)
        {
            found = issue == "PAYER_ACTION_REQUIRED" ? found with { Status = GatewayStatus.ActionRequired, RedirectUrl = PayPalMapper.Approval(error.Links) ?? found.RedirectUrl }
                : PayPalDeclineCodes.IsDecline(issue) ? found with { Status = GatewayStatus.Declined, Decline = PayPalDeclineCodes.Of(issue) }
                : found;
        }

        return GatewayCall.Answered(found, refusal.RequestId ?? fetched.RequestId, refusal.HttpStatus, refusal.Reason);
    }

    /// <summary>One call may take two requests: together they stay within the limit that the claim's lease is made for.</summary>
    private async Task<T> WithinLimitAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CallLimit);
        return await call(limit.Token);
    }

    private static GatewayCall Call(PayPalAnswer<PayPalOrder> answer) =>
        answer.Value is { } order ? GatewayCall.Answered(PayPalMapper.Map(order), answer.RequestId, answer.HttpStatus) : GatewayCall.Failed(answer.Failure!);

    private static GatewayCall Look(PayPalAnswer<PayPalOrder> answer) => answer.Failure is { HttpStatus: 404, Kind: CallFailureKind.Rejected } failure
        ? GatewayCall.Failed(failure with { Reason = $"PayPal does not know the order, any more or in this account, which proves nothing: {failure.Reason}" })
        : Call(answer);

    private static string Path(IAttemptCommand command) =>
        Path(command.Attempt.Reference ?? throw new InvalidOperationException($"Attempt {command.Attempt.AttemptId} has no reference: only a created attempt can be called."));

    private static string Path(string order) => $"{Orders}/{Uri.EscapeDataString(order)}";
}
