using Integration.Hosting.Secrets;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;
using Microsoft.Extensions.Options;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>PaymentIntents in small steps (SAFETY R1): create unconfirmed, confirm with manual capture, capture, cancel, retrieve.</summary>
public sealed partial class StripeGateway(StripeClient client, IOptions<StripeOptions> options, IOptions<ReconcileOptions> reconcile, TokenSealer? sealer = null) : IPaymentGateway
{
    /// <summary>Stands in attempts, keys and rows: never change it.</summary>
    public const string GatewayName = "stripe";

    private static readonly List<string> Expand = ["latest_charge"];

    /// <inheritdoc />
    public string Name => GatewayName;

    /// <inheritdoc />
    public TimeSpan CallLimit => options.Value.RequestLimit;

    /// <inheritdoc />
    public TimeSpan KeyLifetime => TimeSpan.FromSeconds(reconcile.Value.KeyLifetimeSeconds);

    /// <inheritdoc />
    public TimeSpan RefundKeyLifetime => KeyLifetime;

    /// <summary>At once: a list is read after write.</summary>
    public TimeSpan RefundShowsWithin => TimeSpan.Zero;

    /// <inheritdoc />
    public bool HoldsBeforeCapture => true;

    /// <inheritdoc />
    public bool CanCancel => true;

    /// <inheritdoc />
    public GatewayStatus? Suggests(string eventType) => StripeMapper.Suggests(eventType);

    /// <inheritdoc />
    public Decline DeclineOf(string code) => StripeDeclineCodes.Of(code, null);

    private PaymentIntentService Intents => client.V1.PaymentIntents;

    /// <inheritdoc />
    public Task<GatewayCall> CreateAsync(CreateAttempt command, string key, CancellationToken cancellationToken) => CallAsync(() => Intents.CreateAsync(
        new PaymentIntentCreateOptions
        {
            Amount = command.AmountMinor,
            Currency = command.Currency.ToLowerInvariant(),
            PaymentMethod = command.PaymentMethod,
            Customer = command.Customer,
            Description = command.Description,
            AllowedPaymentMethodTypes = ["card"],
            CaptureMethod = "manual",
            Confirm = false,
            Metadata = new()
            {
                [StripeMapper.PaymentIdKey] = command.Attempt.PaymentId.ToString(),
                [StripeMapper.AttemptIdKey] = command.Attempt.AttemptId.ToString(),
            },
        },
        Request(key),
        cancellationToken));

    /// <inheritdoc />
    public Task<GatewayCall> AuthorizeAsync(AuthorizeAttempt command, string key, CancellationToken cancellationToken) => CallAsync(() => Intents.ConfirmAsync(
        Reference(command),
        new PaymentIntentConfirmOptions
        {
            PaymentMethod = command.PaymentMethod,
            ReturnUrl = command.ReturnUrl,
            OffSession = command.ReturnUrl is null ? true : null,
            Expand = Expand,
        },
        Request(key),
        cancellationToken));

    /// <inheritdoc />
    public Task<GatewayCall> CaptureAsync(CaptureAttempt command, string key, CancellationToken cancellationToken) =>
        CallAsync(() => Intents.CaptureAsync(Reference(command), new PaymentIntentCaptureOptions { Expand = Expand }, Request(key), cancellationToken));

    /// <inheritdoc />
    public Task<GatewayCall> CancelAsync(CancelAttempt command, string key, CancellationToken cancellationToken) =>
        CallAsync(() => Intents.CancelAsync(Reference(command), new PaymentIntentCancelOptions { Expand = Expand }, Request(key), cancellationToken));

    /// <inheritdoc />
    public Task<GatewayCall> LookUpAsync(LookUpAttempt command, CancellationToken cancellationToken) =>
        CallAsync(() => Intents.GetAsync(Reference(command), new PaymentIntentGetOptions { Expand = Expand }, null, cancellationToken));

    private static string Reference(IAttemptCommand command) =>
        command.Attempt.Reference ?? throw new InvalidOperationException($"Attempt {command.Attempt.AttemptId} has no reference: only a created attempt can be called.");

    private static RequestOptions Request(string key) => new() { IdempotencyKey = key };

    private Task<GatewayCall> CallAsync(Func<Task<PaymentIntent>> call) =>
        CallAsync(call, (intent, requestId, status) => GatewayCall.Answered(WithSecret(StripeMapper.Map(intent), intent), requestId, status), StripeErrors.Read);

    /// <summary>Only while the customer needs it.</summary>
    private GatewayObject WithSecret(GatewayObject found, PaymentIntent intent) => found.Status == GatewayStatus.ActionRequired && intent.ClientSecret is { } secret
        ? found with { ClientSecret = sealer?.Seal(secret, TokenSealer.ClientSecret) }
        : found;

    private static async Task<TCall> CallAsync<TEntity, TCall>(Func<Task<TEntity>> call, Func<TEntity, string?, int?, TCall> answered, Func<Exception, TCall> failed)
        where TEntity : IStripeEntity
    {
        try
        {
            var entity = await call();
            return answered(entity, entity.StripeResponse?.RequestId, (int?)entity.StripeResponse?.StatusCode);
        }
        catch (Exception failure) when (failure is not (InvalidOperationException or NotSupportedException))
        {
            return failed(failure);
        }
    }
}
