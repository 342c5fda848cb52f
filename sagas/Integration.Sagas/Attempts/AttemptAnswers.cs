using MassTransit;

namespace Integration.Sagas.Attempts;

/// <summary>What a gateway said about an attempt. Answers may repeat and come late; only the active attempt's move the payment.</summary>
public interface IAttemptAnswer : CorrelatedBy<Guid>
{
    /// <summary>The attempt, with the epoch of the command that is answered.</summary>
    AttemptRef Attempt { get; }
}

/// <summary>The gateway knows the attempt and gave it a reference. No money moved.</summary>
public sealed record AttemptCreated : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>Where the payer has to approve, when the gateway gives an address.</summary>
    public string? RedirectUrl { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>The money is held.</summary>
public sealed record AttemptAuthorized : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>When the hold lapses, if the gateway says so.</summary>
    public DateTimeOffset? CaptureBefore { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>The money moved; amount and currency were checked (SAFETY R6).</summary>
public sealed record AttemptCaptured : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's reference of the capture.</summary>
    public required string CaptureReference { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>A definite no. It proves nothing about later (SAFETY F1): the attempt still has to be closed.</summary>
public sealed record AttemptDeclined : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's code.</summary>
    public required string Code { get; init; }

    /// <summary>True when the same card may be tried again later.</summary>
    public required bool Retryable { get; init; }

    /// <summary>True when another gateway may be tried (SAFETY F4).</summary>
    public required bool FallbackAllowed { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>The customer has to act.</summary>
public sealed record AttemptActionRequired : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's secret for the customer's device, sealed.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where to, when the gateway gives an address.</summary>
    public string? RedirectUrl { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>The gateway works on it.</summary>
public sealed record AttemptProcessing : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>The gateway has no outcome: the attempt was never confirmed there, or may be confirmed again.</summary>
public sealed record AttemptStillOpen : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's own word for where it stands.</summary>
    public required string Status { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Proven never to take money (SAFETY F1, F7).</summary>
public sealed record AttemptClosed : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>Which answer proves it, in words.</summary>
    public required string Proof { get; init; }

    /// <summary>The decline that the attempt met before, when one is known: what follows the close has to heed it (SAFETY F4). Absent in messages of older versions.</summary>
    public AttemptDecline? Decline { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>A decline and what may follow it; see <see cref="AttemptDeclined"/>.</summary>
/// <param name="Code">The gateway's code.</param>
/// <param name="Retryable">The same card may be tried again later.</param>
/// <param name="FallbackAllowed">Another gateway may be tried (SAFETY F4).</param>
public sealed record AttemptDecline(string Code, bool Retryable, bool FallbackAllowed);

/// <summary>The gateway's answer differs from what was asked (SAFETY R6).</summary>
public sealed record AttemptMismatched : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>What differs, in words.</summary>
    public required string Difference { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>The call gave no outcome. Retry policy reads <see cref="Kind"/> and nothing else.</summary>
public sealed record AttemptCallFailed : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>Which call: one of <see cref="AttemptStep"/>.</summary>
    public required string Step { get; init; }

    /// <summary>What is known about the call.</summary>
    public required CallFailureKind Kind { get; init; }

    /// <summary>What happened, in words, without secrets.</summary>
    public required string Reason { get; init; }

    /// <summary>Nothing was sent, since the gateway may have forgotten the key that was to be repeated: this step of this attempt is never sent again (SAFETY U2).</summary>
    public bool KeyIsOld { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>A webhook named this attempt's object: look (SAFETY R4).</summary>
public sealed record AttemptRang : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's name for what happened.</summary>
    public required string EventType { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}
