using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>One payment as it is kept and as ops see it: a row, one column per property.</summary>
public sealed class PaymentState : SagaStateMachineInstance
{
    /// <summary>The payment's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>What the payment waits for, as a word.</summary>
    public string CurrentState { get; set; } = "";

    /// <summary>Why it is there, in words.</summary>
    public string? Reason { get; set; }

    /// <summary>When something happens by itself; absent only when nothing is left to happen.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>The timer's token.</summary>
    public Guid? DueToken { get; set; }

    /// <summary>The caller's order.</summary>
    public string? OrderId { get; set; }

    /// <summary>The caller's customer.</summary>
    public string CustomerId { get; set; } = "";

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public long AmountMinor { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Shown to the customer.</summary>
    public string? Description { get; set; }

    /// <summary>The caller's metadata, as JSON.</summary>
    public string? Metadata { get; set; }

    /// <summary>The card gateway's token.</summary>
    public string PaymentMethod { get; set; } = "";

    /// <summary>The card gateway's customer.</summary>
    public string? GatewayCustomer { get; set; }

    /// <summary>Where the customer returns after authentication.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>PayPal may be tried: the token of its vault, if the caller gave one. Stored encrypted.</summary>
    public string? PayPalToken { get; set; }

    /// <summary>PayPal may be tried: where the payer returns after approving.</summary>
    public string? PayPalReturnUrl { get; set; }

    /// <summary>Where the payer returns after giving up.</summary>
    public string? PayPalCancelUrl { get; set; }

    /// <summary>Of the content of the first message under this id (SAFETY invariant 6).</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>The active attempt (SAFETY R3).</summary>
    public Guid AttemptId { get; set; }

    /// <summary>The active attempt's number, from 1.</summary>
    public int AttemptNumber { get; set; }

    /// <summary>The active attempt's gateway.</summary>
    public string Gateway { get; set; } = "";

    /// <summary>What proved that the first gateway takes no money, when the payment left it (SAFETY F7).</summary>
    public string? FallbackProof { get; set; }

    /// <summary>The gateway's reference of the active attempt.</summary>
    public string? GatewayReference { get; set; }

    /// <summary>The gateway's reference of the money's movement: what a refund names.</summary>
    public string? CaptureReference { get; set; }

    /// <summary>What was captured, in minor units; zero until then.</summary>
    public long CapturedMinor { get; set; }

    /// <summary>Every refund of this payment, as JSON: the source of the three sums below, and what makes a repeat of a reservation harmless.</summary>
    public string? RefundLedger { get; set; }

    /// <summary>Reserved by refunds of ours that are under way.</summary>
    public long RefundReservedMinor { get; set; }

    /// <summary>Given back by refunds of ours.</summary>
    public long RefundedMinor { get; set; }

    /// <summary>Given back, or being given back, by somebody else at the gateway.</summary>
    public long RefundedElsewhereMinor { get; set; }

    /// <summary>Every dispute of the payment's money, as JSON: the source of the two below. Absent in a row that an older version wrote.</summary>
    public string? DisputeLedger { get; set; }

    /// <summary>The gateway's reference of a dispute: of an open one, else of a lost one, else of one that was won.</summary>
    public string? DisputeReference { get; set; }

    /// <summary>How the disputes ended: absent while one is open, else <c>lost</c> when one is lost, else <c>won</c>.</summary>
    public string? DisputeOutcome { get; set; }

    /// <summary>Disputes of money that is not the payment's own, and where they stood, that a person was asked about: see <see cref="Payments.OrphanDisputes"/>.</summary>
    public string? OrphanDisputes { get; set; }

    /// <summary>The step of the attempt that is under way or will be repeated.</summary>
    public string Step { get; set; } = "";

    /// <summary>Counts commands; a claim for an older one is refused (SAFETY R3).</summary>
    public int Epoch { get; set; }

    /// <summary>Repeated calls and new attempts so far at the present gateway.</summary>
    public int Retries { get; set; }

    /// <summary>Calls of the attempt's present step that gave no outcome, under its one key.</summary>
    public int Unknowns { get; set; }

    /// <summary>Waits on the schedule of checks since the gateway last answered: its own outage spends no retries.</summary>
    public int Outages { get; set; }

    /// <summary>Refusals for the rate since the gateway last answered: they lengthen the wait and spend no retries.</summary>
    public int Throttled { get; set; }

    /// <summary>It had an end before a person was asked: nothing moves it by itself any more.</summary>
    public bool Reopened { get; set; }

    /// <summary>The reference that a person saw captured: the gateway's own word on it confirms the payment.</summary>
    public string? AcceptedReference { get; set; }

    /// <summary>Checks so far in the present wait for a certain outcome.</summary>
    public int Checks { get; set; }

    /// <summary>When the active attempt was first to be authorized: its key's age counts from here (SAFETY U2).</summary>
    public DateTime? AuthorizeStartedAt { get; set; }

    /// <summary>When the hold lapses.</summary>
    public DateTime? CaptureBefore { get; set; }

    /// <summary>When we stop waiting for the customer.</summary>
    public DateTime? CustomerDeadline { get; set; }

    /// <summary>Where the customer has to go, while that is waited for.</summary>
    public string? ActionUrl { get; set; }

    /// <summary>The caller wants it stopped.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>The caller's words.</summary>
    public string? CancelReason { get; set; }

    /// <summary>What follows when the attempt is closed: see <see cref="ReleasePurpose"/>.</summary>
    public string? ReleaseFor { get; set; }

    /// <summary>The stable code of a failure.</summary>
    public string? FailureCode { get; set; }

    /// <summary>The gateway's decline code.</summary>
    public string? DeclineCode { get; set; }

    /// <summary>When it was accepted.</summary>
    public DateTime AcceptedAt { get; set; }

    /// <summary>When the present state was entered or confirmed again.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>When it became final.</summary>
    public DateTime? SettledAt { get; set; }
}
