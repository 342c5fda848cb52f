using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>Ask the gateway now where the payment's attempt is, instead of at its due time. Changes nothing at the gateway; a repeat asks again.</summary>
[Mandatory]
public sealed record RecheckPayment : IOperatorCommand
{
    /// <inheritdoc />
    public required Guid PaymentId { get; init; }

    /// <inheritdoc />
    public required string By { get; init; }

    /// <inheritdoc />
    public required string Why { get; init; }
}
