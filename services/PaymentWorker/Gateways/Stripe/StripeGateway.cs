using Integration.Sagas.Attempts;
using Microsoft.Extensions.Options;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>PaymentIntents in small steps (SAFETY R1): create unconfirmed, confirm with manual capture, capture, cancel, retrieve.</summary>
public sealed class StripeGateway(StripeClient client, IOptions<StripeOptions> options) : IPaymentGateway
{
    /// <summary>Stands in attempts, keys and rows: never change it.</summary>
    public const string GatewayName = "stripe";

    private static readonly List<string> Expand = ["latest_charge"];

    /// <inheritdoc />
    public string Name => GatewayName;

    /// <inheritdoc />
    public TimeSpan CallLimit => StripeRegistration.CallLimit(options.Value);

    /// <inheritdoc />
    public GatewayStatus? Suggests(string eventType) => StripeMapper.Suggests(eventType);

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

    private static async Task<GatewayCall> CallAsync(Func<Task<PaymentIntent>> call)
    {
        try
        {
            var intent = await call();
            return GatewayCall.Answered(StripeMapper.Map(intent), intent.StripeResponse?.RequestId, (int?)intent.StripeResponse?.StatusCode);
        }
        catch (Exception failure) when (failure is not (InvalidOperationException or NotSupportedException))
        {
            return StripeErrors.Read(failure);
        }
    }
}
