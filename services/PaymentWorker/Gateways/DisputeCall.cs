namespace Integration.PaymentWorker.Gateways;

/// <summary>What came of a dispute's look-up.</summary>
public sealed record DisputeCall : CallResult<DisputeObject>
{
    private DisputeCall(DisputeObject found, string? requestId, int? httpStatus)
        : base(found, requestId, httpStatus, null)
    {
    }

    private DisputeCall(CallFailure failure)
        : base(failure)
    {
    }

    /// <summary>The gateway said where the dispute stands.</summary>
    public static DisputeCall Answered(DisputeObject found, string? requestId, int? httpStatus) => new(found, requestId, httpStatus);

    /// <summary>No outcome.</summary>
    public static DisputeCall Failed(CallFailure failure) => new(failure);
}

/// <summary>A gateway's dispute in our words.</summary>
public sealed record DisputeObject
{
    /// <summary>The gateway's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Where it stands.</summary>
    public required DisputeStatus Status { get; init; }

    /// <summary>The gateway's own word for it.</summary>
    public required string GatewayWord { get; init; }

    /// <summary>This version does not know the word: it counts as open until the gateway says one that it knows.</summary>
    public bool WordUnknown { get; init; }

    /// <summary>The attempt's reference, where the gateway gives it: <c>pi_…</c> at Stripe, nothing at PayPal.</summary>
    public required string? AttemptReference { get; init; }

    /// <summary>The capture's reference: <c>ch_…</c> at Stripe, the capture's id at PayPal.</summary>
    public required string? CaptureReference { get; init; }

    /// <summary>What is disputed, in minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217, capital letters; the payer's own where the gateway counts so.</summary>
    public required string Currency { get; init; }
}

/// <summary>Where a dispute stands.</summary>
public enum DisputeStatus
{
    /// <summary>Not decided.</summary>
    Open,

    /// <summary>Decided for us, withdrawn, or never a claim on the money: it is ours.</summary>
    Won,

    /// <summary>Decided for the payer: the money is gone.</summary>
    Lost,
}
