using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>Ask the gateway now where a refund is, instead of when its timer is due; a refund whose call is known not to have been executed is sent again, with its key (SAFETY U6). The gateway's own
/// word ends it; nothing else does. Refused while a call is under way, and for a refund that has its end.</summary>
[Mandatory]
public sealed record RecheckRefund : IOperatorCommand
{
    /// <summary>The payment that the refund is of. Another one's refund is refused.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <inheritdoc />
    public required string By { get; init; }

    /// <inheritdoc />
    public required string Why { get; init; }
}
