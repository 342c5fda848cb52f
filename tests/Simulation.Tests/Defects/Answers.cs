using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Simulation.Defects;

/// <summary>SAFETY F1: a decline is taken for a proof that the attempt takes no money.</summary>
internal sealed class DeclineIsProof : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) => call.Found is { Status: GatewayStatus.Declined } found
            ? GatewayCall.Answered(found with { Status = GatewayStatus.Canceled }, call.RequestId, call.HttpStatus)
            : call;
    }
}

/// <summary>SAFETY F1: an answer 500 is taken for "not executed", and that for the end of the attempt.</summary>
internal sealed class ServerErrorIsProof : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) =>
            command is AuthorizeAttempt or CaptureAttempt && call is { Found: null, HttpStatus: >= 500 } ? Canceled(command, call) : call;
    }
}

/// <summary>SAFETY F4: a card that was declined as fraud is taken for one that was declined.</summary>
internal sealed class FraudIsAnyDecline : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        public override Decline DeclineOf(string code) => base.DeclineOf(code) with { FallbackAllowed = true };

        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) => call.Found is { Decline: { } decline } found
            ? GatewayCall.Answered(found with { Decline = decline with { FallbackAllowed = true } }, call.RequestId, call.HttpStatus, call.Reason)
            : call;
    }
}

/// <summary>SAFETY F4: a decline that came while the attempt was being closed is heard by nobody.</summary>
internal sealed class DeclineOfTheCloseIsForgotten : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        public override Decline DeclineOf(string code) => new(code, Retryable: true, FallbackAllowed: true);

        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) => call.Found is { Status: GatewayStatus.Canceled, Decline: not null } found
            ? GatewayCall.Answered(found with { Decline = null }, call.RequestId, call.HttpStatus, call.Reason)
            : call;
    }
}

/// <summary>SAFETY U1: a look-up without an answer ends the attempt, instead of another look.</summary>
internal sealed class UnknownIsOver : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) =>
            command is LookUpAttempt && call.Failure == CallFailureKind.OutcomeUnknown ? Canceled(command, call) : call;
    }
}

/// <summary>SAFETY U3: a gateway that cannot be reached for the cancel has nothing to say: the attempt is taken for closed.</summary>
internal sealed class UnreachableIsClosed : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) =>
            command is CancelAttempt or LookUpAttempt && call.Failure == CallFailureKind.Transient ? Canceled(command, call) : call;
    }
}

/// <summary>SAFETY R6: amount and currency of an answer are taken to be those that were asked.</summary>
internal sealed class AmountsAreBelieved : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        private readonly Dictionary<Guid, CreateAttempt> _asked = [];

        public override Task<GatewayCall> CreateAsync(CreateAttempt command, string key, CancellationToken cancellationToken)
        {
            _asked[command.Attempt.AttemptId] = command;
            return base.CreateAsync(command, key, cancellationToken);
        }

        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) => call.Found is { } found && _asked.TryGetValue(command.Attempt.AttemptId, out var asked)
            ? GatewayCall.Answered(
                found with { AmountMinor = asked.AmountMinor, Currency = asked.Currency, CapturedMinor = found.CapturedMinor > 0 ? asked.AmountMinor : 0 }, call.RequestId, call.HttpStatus, call.Reason)
            : call;
    }
}

/// <summary>SAFETY R4: what a webhook says is taken for what a look would find, and "failed" for the end.</summary>
internal sealed class WebhookIsBelieved : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        private GatewayStatus? _told;

        public override GatewayStatus? Suggests(string eventType) => _told = base.Suggests(eventType);

        protected override GatewayCall Read(IAttemptCommand command, GatewayCall call) => command is LookUpAttempt { Attempt.Epoch: 0 } && _told == GatewayStatus.Declined ? Canceled(command, call) : call;
    }
}
