using System.Security.Cryptography;
using Integration.Hosting.Secrets;
using Integration.PaymentWorker.Attempts;
using Integration.Persistence.Inbox;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.PaymentWorker.Consumers;

/// <summary>Makes the gateway calls that the payment's saga asks for.</summary>
[CallsExternalSystem]
public sealed class AttemptConsumer(AttemptCaller caller, TokenSealer? sealer = null)
    : IConsumer<CreateAttempt>, IConsumer<AuthorizeAttempt>, IConsumer<CaptureAttempt>, IConsumer<CancelAttempt>, IConsumer<LookUpAttempt>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<CreateAttempt> context) =>
        caller.CallAsync(context, AttemptStep.Create, (gateway, attempt, key) => gateway.CreateAsync(context.Message with { Attempt = attempt }, key, context.CancellationToken));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<AuthorizeAttempt> context) =>
        caller.CallAsync(context, AttemptStep.Authorize, (gateway, attempt, key) => gateway.AuthorizeAsync(context.Message with { Attempt = attempt }, key, context.CancellationToken));

    /// <inheritdoc />
    /// <exception cref="CryptographicException">The vault token cannot be opened: nothing was claimed or called.</exception>
    public Task Consume(ConsumeContext<CaptureAttempt> context)
    {
        var token = context.Message.PaymentMethod is { } kept ? Open(kept) : null;
        return caller.CallAsync(context, AttemptStep.Capture,
            (gateway, attempt, key) => gateway.CaptureAsync(context.Message with { Attempt = attempt, PaymentMethod = token }, key, context.CancellationToken));
    }

    /// <inheritdoc />
    public Task Consume(ConsumeContext<CancelAttempt> context) =>
        caller.CallAsync(context, AttemptStep.Cancel, (gateway, attempt, key) => gateway.CancelAsync(context.Message with { Attempt = attempt }, key, context.CancellationToken));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<LookUpAttempt> context) => caller.LookUpAsync(context);

    private string Open(string kept) => (sealer ?? throw new CryptographicException("Secrets__TokenKeys__0 is missing.")).Open(kept);
}
