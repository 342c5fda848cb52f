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

    /// <summary>The gateway's payment method token.</summary>
    public required string PaymentMethod { get; init; }

    /// <summary>The gateway's customer that owns the token.</summary>
    public string? Customer { get; init; }

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

/// <summary>Take the full amount that is held. Answered by <see cref="AttemptCaptured"/>.</summary>
public sealed record CaptureAttempt : IAttemptCommand
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

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
