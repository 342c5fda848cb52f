using Integration.Sagas.Payments;

namespace Integration.PaymentWorker.Watch;

/// <summary>The states of a payment as figures tell them.</summary>
internal static class PaymentStates
{
    public const string Open = "open";

    /// <summary>States that something has to end.</summary>
    public static readonly string[] Waiting =
    [
        nameof(PaymentStateMachine.Authorizing), nameof(PaymentStateMachine.Capturing), nameof(PaymentStateMachine.AwaitingCustomer), nameof(PaymentStateMachine.AwaitingRetry),
        nameof(PaymentStateMachine.Reconciling), nameof(PaymentStateMachine.Releasing), nameof(PaymentStateMachine.NeedsReview),
    ];

    /// <summary>Waiting states that the caller was told of by an event: an explanation.</summary>
    public static readonly string[] Explained =
        [nameof(PaymentStateMachine.AwaitingCustomer), nameof(PaymentStateMachine.AwaitingRetry), nameof(PaymentStateMachine.NeedsReview)];

    /// <summary>Every outcome there is.</summary>
    public static readonly string[] Outcomes = [Open, "confirmed", "failed", "canceled"];

    /// <summary>What came of a payment in this state. What was given back or is disputed had been confirmed.</summary>
    public static string Outcome(string state) => state switch
    {
        nameof(PaymentStateMachine.Confirmed) or nameof(PaymentStateMachine.PartiallyRefunded) or nameof(PaymentStateMachine.Refunded) or nameof(PaymentStateMachine.Disputed) => "confirmed",
        nameof(PaymentStateMachine.Failed) => "failed",
        nameof(PaymentStateMachine.Canceled) => "canceled",
        _ when Waiting.Contains(state) => Open,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "a state without an outcome"),
    };
}
