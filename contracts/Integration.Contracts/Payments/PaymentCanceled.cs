namespace Integration.Contracts.Payments;

/// <summary>The payment was stopped at the caller's wish and no money moved. Final.</summary>
public sealed record PaymentCanceled
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The caller's reason.</summary>
    public string? Reason { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CanceledAt { get; init; }

    /// <summary>What was asked for, in minor units of <see cref="Currency"/>; absent in messages of older versions.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The caller's customer; absent in messages of older versions.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The caller's order, when there was one.</summary>
    public string? OrderId { get; init; }
}
