namespace Integration.WebhookIngress.Api.Refunds;

/// <summary>Money to give back.</summary>
internal sealed record NewRefund
{
    /// <summary>The refund's id for ever; of any UUID version but 8; absent: derived from the client and its idempotency key.</summary>
    public Guid? RefundId { get; init; }

    /// <summary>In minor units of the payment's currency, more than zero; absent: all that is left.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>In words; at most 500 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A refund as its caller sees it.</summary>
internal sealed record Refund
{
    public required Guid RefundId { get; init; }
    public required Guid PaymentId { get; init; }

    /// <summary>A state of the refund's diagram, or <c>Accepted</c> until the worker has taken it up, or <c>Refused</c>.</summary>
    public required string State { get; init; }

    /// <summary>True when nothing is left to happen by itself.</summary>
    public required bool Settled { get; init; }

    /// <summary>Why it is in this state, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>When something happens by itself, at the latest.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>In minor units; absent until the amount is reserved when all that is left was asked for.</summary>
    public long? AmountMinor { get; init; }

    public string? Currency { get; init; }
    public string? Gateway { get; init; }

    /// <summary>The gateway's name of the refund.</summary>
    public string? GatewayReference { get; init; }

    /// <summary>The stable code of a failure.</summary>
    public string? FailureCode { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>All refunds of a payment, the earliest first.</summary>
internal sealed record RefundList
{
    public required IReadOnlyList<Refund> Refunds { get; init; }
}
