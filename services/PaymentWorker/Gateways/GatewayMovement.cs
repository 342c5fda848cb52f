namespace Integration.PaymentWorker.Gateways;

/// <summary>One line of a gateway's own books, for comparing them with ours.</summary>
public sealed record GatewayMovement
{
    /// <summary>What moved.</summary>
    public required MovementKind Kind { get; init; }

    /// <summary>The gateway's reference of the line.</summary>
    public required string Reference { get; init; }

    /// <summary>What it belongs to: a capture's order, a refund's payment or capture; nothing when the gateway does not say.</summary>
    public string? ParentReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>, never negative.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>What was captured, in minor units; 0 for a refund.</summary>
    public required long CapturedMinor { get; init; }

    /// <summary>ISO 4217, capital letters.</summary>
    public required string Currency { get; init; }

    /// <summary>The gateway's own word for where it stands.</summary>
    public required string Word { get; init; }

    /// <summary>Our attempt's id as the gateway holds it.</summary>
    public string? AttemptId { get; init; }

    /// <summary>Our refund's id as the gateway holds it.</summary>
    public string? RefundId { get; init; }

    /// <summary>When the gateway made it. UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>What a line of a gateway's books is about.</summary>
public enum MovementKind
{
    /// <summary>An attempt with what was captured of it.</summary>
    Payment,

    /// <summary>A capture on its own.</summary>
    Capture,

    /// <summary>A refund.</summary>
    Refund,
}
