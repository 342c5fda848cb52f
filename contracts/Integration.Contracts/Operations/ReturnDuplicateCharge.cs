using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>Give back money that is on an attempt which is not the payment's own, also when that was left to a person (SAFETY U4). The gateway is asked first; a
/// repeat gives it back once. Refused for the attempt that holds the payment's own money: that is a refund; an attempt that the payment does not have is set aside in the dead letters.</summary>
[Mandatory]
public sealed record ReturnDuplicateCharge : IOperatorCommand
{
    /// <inheritdoc />
    public required Guid PaymentId { get; init; }

    /// <inheritdoc />
    public required string By { get; init; }

    /// <inheritdoc />
    public required string Why { get; init; }

    /// <summary>The attempt that holds the money, as <c>ops.duplicate_charges</c> shows it.</summary>
    public required Guid AttemptId { get; init; }
}
