namespace Integration.GatewaySandbox.PayPal;

/// <summary>What the sandbox knows of an order with its one purchase unit. Immutable: a change is a new value, written to the journal whole.</summary>
internal sealed record OrderState
{
    public required string Id { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>CREATED, PAYER_ACTION_REQUIRED, APPROVED or COMPLETED.</summary>
    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public string ReferenceId { get; init; } = "default";

    public string? InvoiceId { get; init; }

    public string? CustomId { get; init; }

    public string? Description { get; init; }

    public string? ReturnUrl { get; init; }

    public string? CancelUrl { get; init; }

    /// <summary>The vaulted token that pays, once one was named.</summary>
    public string? VaultId { get; init; }

    /// <summary>The one capture an order can have.</summary>
    public string? Capture { get; init; }

    /// <summary>Tries to capture that were declined.</summary>
    public int Declines { get; init; }

    /// <summary>Captured by the sandbox itself, to see what the product makes of it.</summary>
    public bool Planted { get; init; }
}

/// <summary>What the sandbox knows of a capture.</summary>
internal sealed record CaptureState
{
    public required string Id { get; init; }

    public required string Order { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>COMPLETED, PENDING or DECLINED; whether it is refunded, its refunds say.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    public string? ResponseCode { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public string? InvoiceId { get; init; }

    public string? CustomId { get; init; }

    /// <summary>The vaulted token that paid: it says how refunds go.</summary>
    public string? VaultId { get; init; }

    /// <summary>When the money moved.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What a lost dispute took.</summary>
    public long ReversedMinor { get; init; }
}

/// <summary>What the sandbox knows of a refund.</summary>
internal sealed record RefundState
{
    public required string Id { get; init; }

    public required string Capture { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>COMPLETED, PENDING, FAILED or CANCELLED.</summary>
    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public string? CustomId { get; init; }

    public string? InvoiceId { get; init; }

    public string? Note { get; init; }
}

/// <summary>What the sandbox knows of a dispute.</summary>
internal sealed record DisputeState
{
    public required string Id { get; init; }

    public required string Capture { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required string Status { get; init; }

    public required string Reason { get; init; }

    public string? Outcome { get; init; }

    /// <summary>A decision of it was appealed.</summary>
    public bool Appealed { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }
}

/// <summary>A remembered <c>PayPal-Request-Id</c>: of which call, and what it made or the refusal that was its answer.</summary>
internal sealed record KeyState(string Key, string Path, DateTimeOffset At, string? ObjectId, int Status, string? Refusal);
