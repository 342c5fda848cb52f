using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Refunds;

/// <summary>Bring a refund forward at its gateway: send it if it was surely never executed, else find out what became of it (SAFETY U6). Always under the refund's one key.
/// Answered by <see cref="RefundSeen"/>, <see cref="RefundCallFailed"/> or <see cref="RefundMismatched"/>.</summary>
public sealed record RefundAttempt : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The attempt that captured.</summary>
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's reference of the capture.</summary>
    public required string CaptureReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>In the caller's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The number of the saga's command: only the newest is claimed.</summary>
    public required int Epoch { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}

/// <summary>Where the gateway says the refund stands; amount, currency and our id were checked (SAFETY R6).</summary>
public sealed record RefundSeen : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public required string RefundReference { get; init; }

    /// <summary>Where it stands.</summary>
    public required RefundStanding Standing { get; init; }

    /// <summary>The gateway's word for it, or for why it failed.</summary>
    public required string Word { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}

/// <summary>A call gave no outcome, or was refused.</summary>
public sealed record RefundCallFailed : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>Of the command that is answered.</summary>
    public required int Epoch { get; init; }

    /// <summary>What is known about the call.</summary>
    public required CallFailureKind Kind { get; init; }

    /// <summary>In words.</summary>
    public required string Reason { get; init; }

    /// <summary>A code for <see cref="Contracts.Payments.RefundFailed.Code"/>, where the refusal is our own.</summary>
    public string? Code { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}

/// <summary>The gateway's refund differs from what was asked (SAFETY R6).</summary>
public sealed record RefundMismatched : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public required string RefundReference { get; init; }

    /// <summary>In words.</summary>
    public required string Difference { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}

/// <summary>A gateway rang about a refund: fetch it and tell whose it is. Changes nothing at the gateway.</summary>
public sealed record LookUpRefund : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public required string RefundReference { get; init; }

    /// <summary>How often the gateway was asked so far and did not answer.</summary>
    public int Tries { get; init; }

    /// <summary>How often it waited for the capture to be known here: that has a schedule of its own.</summary>
    public int CaptureWaits { get; init; }

    /// <summary>How often the gateway refused to tell, or did not show it: for that it is asked less long than when it does not answer.</summary>
    public int Refusals { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>The refund's one timer; an older one is recognised by its token and changes nothing.</summary>
public sealed record RefundDue : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}

/// <summary>The watch found a refund whose timer did not wake it. If that is still so, the timer is set anew; a repeat does nothing.</summary>
public sealed record RefundOverdue : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}
