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
}
