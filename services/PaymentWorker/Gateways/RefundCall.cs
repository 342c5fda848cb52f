namespace Integration.PaymentWorker.Gateways;

/// <summary>What came of a refund's call.</summary>
public sealed record RefundCall : CallResult<RefundObject>
{
    private RefundCall(RefundObject found, string? requestId, int? httpStatus)
        : base(found, requestId, httpStatus, null)
    {
    }

    private RefundCall(CallFailure failure)
        : base(failure)
    {
    }

    /// <summary>True when the gateway does not show the refund. A call that is still under way may bring it yet, and some show it late: see <see cref="Refunds.RefundProof"/>.</summary>
    public bool NotFound { get; private init; }

    /// <summary>The gateway said where the refund stands.</summary>
    public static RefundCall Answered(RefundObject found, string? requestId, int? httpStatus) => new(found, requestId, httpStatus);

    /// <summary>No outcome.</summary>
    public static RefundCall Failed(CallFailure failure) => new(failure);

    /// <summary>It is proven that it was never made and never will be.</summary>
    public static RefundCall NeverMade(string reason, string? requestId, int? httpStatus) =>
        new(new CallFailure(Sagas.Attempts.CallFailureKind.Rejected, reason, requestId, httpStatus)) { NotFound = true };

    /// <summary>The gateway does not show it. Anyone who reads only <see cref="CallResult{T}.Failure"/> sees a call that was surely not executed.</summary>
    public static RefundCall Absent(string reason, string? requestId, int? httpStatus) =>
        new(new CallFailure(Sagas.Attempts.CallFailureKind.Transient, reason, requestId, httpStatus)) { NotFound = true };
}

/// <summary>A refund to be sent, or to be found again. Amount, currency and our id in the answer are checked by the caller (SAFETY R6).</summary>
public sealed record RefundRequest
{
    /// <summary>Ours.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The attempt's reference: <c>pi_…</c> at Stripe, the order's id at PayPal.</summary>
    public required string AttemptReference { get; init; }

    /// <summary>The capture's reference: <c>ch_…</c> at Stripe, the capture's id at PayPal.</summary>
    public required string CaptureReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Why, in words; shown to the payer where the gateway supports it.</summary>
    public string? Reason { get; init; }

    /// <summary>The gateway's reference of the refund, once known.</summary>
    public string? RefundReference { get; init; }

    /// <summary>For a refund whose reference is known: it is only read, so its key and amount are never sent.</summary>
    public static RefundRequest ToRead(Guid paymentId, string attemptReference, string captureReference, string currency, string refundReference) => new()
    {
        RefundId = Guid.Empty, PaymentId = paymentId, AttemptReference = attemptReference, CaptureReference = captureReference, AmountMinor = 0, Currency = currency, RefundReference = refundReference,
    };
}

/// <summary>A gateway's refund in our words.</summary>
public sealed record RefundObject
{
    /// <summary>The gateway's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Where it stands.</summary>
    public required RefundStatus Status { get; init; }

    /// <summary>The gateway's own word for it.</summary>
    public required string GatewayWord { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217, capital letters.</summary>
    public required string Currency { get; init; }

    /// <summary>Our refund's id as the gateway holds it.</summary>
    public required string? RefundId { get; init; }

    /// <summary>Why it failed, in the gateway's word.</summary>
    public string? FailureReason { get; init; }
}

/// <summary>Where a refund stands.</summary>
public enum RefundStatus
{
    /// <summary>Under way; it counts as refunded until it fails.</summary>
    Pending,

    /// <summary>The money went back.</summary>
    Succeeded,

    /// <summary>The money stays or came back to us.</summary>
    Failed,
}
