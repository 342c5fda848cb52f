using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways;

/// <summary>What came of one call of an attempt: where the gateway's object stands, or why there is no outcome.</summary>
public sealed record GatewayCall : CallResult<GatewayObject>
{
    private GatewayCall(GatewayObject found, string? requestId, int? httpStatus, string? refusal)
        : base(found, requestId, httpStatus, refusal)
    {
    }

    private GatewayCall(CallFailure failure)
        : base(failure)
    {
    }

    /// <summary>The gateway answered; with <paramref name="refusal"/> it refused the call and said where the object stands.</summary>
    public static GatewayCall Answered(GatewayObject found, string? requestId, int? httpStatus, string? refusal = null) => new(found, requestId, httpStatus, refusal);

    /// <summary>No outcome.</summary>
    public static GatewayCall Failed(CallFailure failure) => new(failure);

    /// <summary>No outcome.</summary>
    public static GatewayCall Failed(CallFailureKind kind, string reason, string? requestId = null, int? httpStatus = null) => new(new CallFailure(kind, reason, requestId, httpStatus));
}

/// <summary>A gateway's object in our words.</summary>
public sealed record GatewayObject
{
    /// <summary>The gateway's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Where it stands.</summary>
    public required GatewayStatus Status { get; init; }

    /// <summary>The gateway's own word for it.</summary>
    public required string GatewayWord { get; init; }

    /// <summary>What was asked, in minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>What was captured so far.</summary>
    public required long CapturedMinor { get; init; }

    /// <summary>What went back, or is on its way back, so far.</summary>
    public long RefundedMinor { get; init; }

    /// <summary>The payer disputes it or did, where the gateway says so with its object.</summary>
    public bool Disputed { get; init; }

    /// <summary>ISO 4217, capital letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Our attempt's id as the gateway holds it (SAFETY R6).</summary>
    public required string? AttemptId { get; init; }

    /// <summary>Why it was declined.</summary>
    public Decline? Decline { get; init; }

    /// <summary>Where the customer has to go.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>For the gateway's library on the customer's device; sealed, so that it can be kept and passed on (SAFETY invariant 8).</summary>
    public string? ClientSecret { get; init; }

    /// <summary>When the hold lapses.</summary>
    public DateTimeOffset? CaptureBefore { get; init; }

    /// <summary>The gateway's reference of the money's movement.</summary>
    public string? CaptureReference { get; init; }
}

/// <summary>Where a gateway's object stands.</summary>
public enum GatewayStatus
{
    /// <summary>Known, and nothing was tried or it may be tried again.</summary>
    Open,

    /// <summary>The last try was declined; not terminal (SAFETY F1).</summary>
    Declined,

    /// <summary>The customer has to act.</summary>
    ActionRequired,

    /// <summary>The gateway works on it.</summary>
    Processing,

    /// <summary>The money is held.</summary>
    Authorized,

    /// <summary>The money moved.</summary>
    Captured,

    /// <summary>Closed: it can never take money.</summary>
    Canceled,
}

/// <summary>A decline and what may follow it.</summary>
/// <param name="Code">The gateway's code.</param>
/// <param name="Retryable">The same card may be tried again later.</param>
/// <param name="FallbackAllowed">Another gateway may be tried (SAFETY F4).</param>
public sealed record Decline(string Code, bool Retryable, bool FallbackAllowed);
