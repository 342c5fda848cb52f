using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>Close the attempt and fail the payment. It fails only with the gateway's proof that no money moved and none will (SAFETY F1); if the money had
/// moved, the payment is confirmed instead. Refused for a payment that has its end, and while its attempt is being closed already.</summary>
[Mandatory]
public sealed record ReleasePayment : IOperatorCommand
{
    /// <inheritdoc />
    public required Guid PaymentId { get; init; }

    /// <inheritdoc />
    public required string By { get; init; }

    /// <inheritdoc />
    public required string Why { get; init; }
}
