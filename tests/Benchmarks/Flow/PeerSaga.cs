using Integration.Benchmarks.Contenders;
using Wolverine;
using Wolverine.Persistence.Sagas;

namespace Integration.Benchmarks.Flow;

/// <summary>The same saga as the peer writes it: same messages, same fields, same five steps. It is kept after its end, like ours.
/// Its end is counted when its handler runs, before its commit: in the peer's favour.</summary>
public sealed class PeerSaga : Saga
{
    private const string Key = nameof(StartPayment.CorrelationId);

    public Guid Id { get; set; }
    public string CurrentState { get; set; } = "";
    public long AmountMinor { get; set; }
    public string? Gateway { get; set; }
    public string? AuthorizationCode { get; set; }
    public string? Reason { get; set; }
    public int StepsTaken { get; set; }

    public static (PeerSaga, AuthorizePayment) Start([SagaIdentityFrom(Key)] StartPayment message)
    {
        var saga = new PeerSaga { Id = message.CorrelationId, AmountMinor = message.AmountMinor, Gateway = message.Gateway };
        saga.Step("Authorizing", "a payment was asked for");
        return (saga, new AuthorizePayment(message.CorrelationId, message.AmountMinor, message.Gateway));
    }

    public ConfirmPayment Handle([SagaIdentityFrom(Key)] PaymentAuthorized message)
    {
        AuthorizationCode = message.AuthorizationCode;
        Step("Confirming", "the gateway holds the money");
        return new ConfirmPayment(Id, message.AuthorizationCode);
    }

    public void Handle([SagaIdentityFrom(Key)] PaymentConfirmed message, Completions completions)
    {
        Step("Confirmed", "the gateway took the money");
        completions.Complete(message.CorrelationId);
    }

    private void Step(string state, string reason)
    {
        CurrentState = state;
        Reason = reason;
        StepsTaken++;
    }
}

/// <summary>The gateway that answers at once, for the peer.</summary>
public sealed class PeerGateway
{
    public static PaymentAuthorized Handle(AuthorizePayment message) => new(message.CorrelationId, "A-" + message.Gateway);

    public static PaymentConfirmed Handle(ConfirmPayment message) => new(message.CorrelationId);
}
