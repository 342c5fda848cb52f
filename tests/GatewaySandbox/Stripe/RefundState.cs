namespace Integration.GatewaySandbox.Stripe;

/// <summary>What the sandbox knows of a refund.</summary>
internal sealed record RefundState
{
    public required string Id { get; init; }

    public required string Charge { get; init; }

    public required string Intent { get; init; }

    public required long Created { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public string? Reason { get; init; }

    public string? FailureReason { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>Whether it counts against what is left of the charge.</summary>
    public bool Counts => Status is "succeeded" or "pending";
}

/// <summary>What the sandbox knows of a dispute.</summary>
internal sealed record DisputeState
{
    public required string Id { get; init; }

    public required string Charge { get; init; }

    public required string Intent { get; init; }

    public required long Created { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Reason { get; init; }

    public required string Status { get; init; }

    /// <summary>The customer's bank only asks: no money has moved.</summary>
    public bool Inquiry { get; init; }

    /// <summary>When the bank took the money; null for an inquiry.</summary>
    public long? WithdrawnAt { get; init; }

    /// <summary>When it gave the money back.</summary>
    public long? ReinstatedAt { get; init; }

    public bool IsOpen => Status is "needs_response" or "under_review" or "warning_needs_response" or "warning_under_review" or "appeal_needs_response" or "appeal_under_review";

    /// <summary>What the customer's bank holds now.</summary>
    public long Taken => WithdrawnAt is not null && ReinstatedAt is null ? Amount : 0;

    /// <summary>An inquiry leaves the charge refundable; so does a won dispute.</summary>
    public bool ForbidsRefunds => !Inquiry && Status != "won";
}

/// <summary>What Stripe does some time later by itself. Numbers stand in journals: never renumber.</summary>
internal enum LaterKind
{
    SettleRefund = 1,
    FailRefund = 2,
    OpenDispute = 3,
    OpenInquiry = 4,
    OpenDisputeNotReceived = 5,
}

/// <summary>A change that is due at a time (Unix milliseconds) to a refund or a charge.</summary>
internal sealed record LaterState(string Id, LaterKind Kind, string Subject, long DueMilliseconds);
