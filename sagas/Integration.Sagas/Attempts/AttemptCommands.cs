using MassTransit;

namespace Integration.Sagas.Attempts;

/// <summary>One step of an attempt, to be called at its gateway under SAFETY R1–R6. A repeat uses the same key.</summary>
public interface IAttemptCommand : CorrelatedBy<Guid>
{
    /// <summary>The attempt.</summary>
    AttemptRef Attempt { get; }
}

/// <summary>Make the attempt known to the gateway, unconfirmed: no money can move. Answered by <see cref="AttemptCreated"/>.</summary>
public sealed record CreateAttempt : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Shown to the customer where the gateway supports it.</summary>
    public string? Description { get; init; }

    /// <summary>The gateway's payment method token; nothing where the gateway takes it later, with the step that moves the money.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>The gateway's customer that owns the token.</summary>
    public string? Customer { get; init; }

    /// <summary>What proved that the payment's first gateway takes no money; kept with an attempt at another one (SAFETY F7).</summary>
    public string? FallbackProof { get; init; }

    /// <summary>Where the payer returns after an approval at the gateway; nothing when nobody has to approve.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Where the payer returns without an approval.</summary>
    public string? CancelUrl { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Hold the money. Answered by <see cref="AttemptAuthorized"/>, <see cref="AttemptDeclined"/>,
/// <see cref="AttemptActionRequired"/> or <see cref="AttemptProcessing"/>.</summary>
public sealed record AuthorizeAttempt : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's payment method token.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>Where the customer returns after authentication; absent means off-session.</summary>
    public string? ReturnUrl { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Take the full amount that is held, or at once where the gateway holds nothing before. Answered by <see cref="AttemptCaptured"/>,
/// there also by <see cref="AttemptDeclined"/>, <see cref="AttemptActionRequired"/> or <see cref="AttemptProcessing"/>.</summary>
public sealed record CaptureAttempt : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The vaulted token, where the gateway takes it with the capture; nothing after an approval or for money that is held.</summary>
    public string? PaymentMethod { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Make sure the attempt never takes money. Answered by <see cref="AttemptClosed"/> with the proof (SAFETY F1), or by what
/// the gateway says instead.</summary>
public sealed record CancelAttempt : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Ask the gateway where the attempt is. Answered by any of the answers; changes nothing at the gateway.</summary>
public sealed record LookUpAttempt : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Money is on an attempt that is not the payment's active one: give it back, once, if it is really so (SAFETY U4). The payment is unchanged.</summary>
public sealed record ReturnOrphan : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>A person decided: also what was left to one is given back.</summary>
    public bool Decided { get; init; }

    /// <summary>The gateway rang about this refund, which is ours: where it stands is read anew, also when the money was given back before.</summary>
    public string? RefundReference { get; init; }

    /// <summary>The gateway showed a refund of it that is not ours, and that did not fail.</summary>
    public bool GivenBackElsewhere { get; init; }

    /// <summary>The money is disputed, in these words. Nothing is given back because of it: what went back already is shown to a person. Nothing else of the message counts then.</summary>
    public string? Disputed { get; init; }

    /// <summary>That dispute is won: only what a person had left as it is, is shown again.</summary>
    public bool DisputeWon { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}
