using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>A person has looked into a duplicate charge that needs review, and leaves it as it is, because the money went back in a way that the gateway does not show, or stays: a bank took it back in
/// a dispute, it was sent beside the gateway. It no longer counts as open; it moves no money and changes no payment. Refused for what does not need review. A repeat changes nothing. It is open again when
/// less of it has gone back than was known, or a dispute of it is opened, won or lost. Who and why stand in <c>ops.duplicate_charges</c>, the answer in <c>ops.operator_actions</c>.</summary>
[Mandatory]
public sealed record AcceptDuplicateCharge : IOperatorCommand
{
    /// <inheritdoc />
    public required Guid PaymentId { get; init; }

    /// <inheritdoc />
    public required string By { get; init; }

    /// <inheritdoc />
    public required string Why { get; init; }

    /// <summary>The attempt that held the money, as <c>ops.duplicate_charges</c> shows it.</summary>
    public required Guid AttemptId { get; init; }
}
