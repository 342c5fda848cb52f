using MassTransit;

namespace Integration.Sagas.Refunds;

/// <summary>One refund as it is kept and as ops see it: a row, one column per property.</summary>
public sealed class RefundState : SagaStateMachineInstance
{
    /// <summary>The refund's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>What the refund waits for, as a word.</summary>
    public string CurrentState { get; set; } = "";

    /// <summary>Why it is there, in words.</summary>
    public string? Reason { get; set; }

    /// <summary>When something happens by itself; absent only when nothing is left to happen.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>The timer's token.</summary>
    public Guid? DueToken { get; set; }

    /// <summary>The payment.</summary>
    public Guid PaymentId { get; set; }

    /// <summary>What the caller asked for, in minor units; absent means all that was left.</summary>
    public long? RequestedMinor { get; set; }

    /// <summary>The caller's words.</summary>
    public string? Note { get; set; }

    /// <summary>Of the content of the first message under this id (SAFETY invariant 6).</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>What is reserved on the payment, in minor units of <see cref="Currency"/>; zero until it is.</summary>
    public long AmountMinor { get; set; }

    /// <summary>ISO 4217; absent until reserved.</summary>
    public string? Currency { get; set; }

    /// <summary>The gateway that captured.</summary>
    public string? Gateway { get; set; }

    /// <summary>The attempt that captured.</summary>
    public Guid? AttemptId { get; set; }

    /// <summary>Its number.</summary>
    public int AttemptNumber { get; set; }

    /// <summary>Its reference at the gateway.</summary>
    public string? AttemptReference { get; set; }

    /// <summary>The gateway's reference of the capture.</summary>
    public string? CaptureReference { get; set; }

    /// <summary>The gateway's reference of the refund, once known.</summary>
    public string? RefundReference { get; set; }

    /// <summary>Counts commands; a claim for an older one is refused.</summary>
    public int Epoch { get; set; }

    /// <summary>Repeated calls so far that were surely not executed.</summary>
    public int Retries { get; set; }

    /// <summary>Waits so far in the present state.</summary>
    public int Checks { get; set; }

    /// <summary>How often the payment was told an end.</summary>
    public int Settlements { get; set; }

    /// <summary>The stable code of a failure.</summary>
    public string? FailureCode { get; set; }

    /// <summary>When it was accepted.</summary>
    public DateTime AcceptedAt { get; set; }

    /// <summary>When its amount was reserved.</summary>
    public DateTime? ReservedAt { get; set; }

    /// <summary>When the present state was entered or confirmed again.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>When it became final.</summary>
    public DateTime? SettledAt { get; set; }
}
