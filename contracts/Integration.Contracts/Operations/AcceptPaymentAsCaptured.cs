using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>A person has seen at the gateway that the payment's active attempt captured: look there again and confirm the payment if, and only if, the gateway says
/// so with the amount, currency and id that were asked (SAFETY R6). Refused unless the payment needs review or is being reconciled.</summary>
[Mandatory]
public sealed record AcceptPaymentAsCaptured : IOperatorCommand
{
    /// <inheritdoc />
    public required Guid PaymentId { get; init; }

    /// <inheritdoc />
    public required string By { get; init; }

    /// <inheritdoc />
    public required string Why { get; init; }

    /// <summary>The reference of what captured; it has to be that of the active attempt.</summary>
    public required string GatewayReference { get; init; }
}
