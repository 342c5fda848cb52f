using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>Go on now: repeat the waiting call under its own key, send the cancel of an attempt that is being closed again, set a timer that was lost anew, or take a payment that needs
/// review back into its checks with fresh retries. Never a new key for the same step of an attempt (SAFETY U2). Refused for a payment that has its end: a new payment is a new id.</summary>
[Mandatory]
public sealed record RetryPayment : IOperatorCommand
{
    /// <inheritdoc />
    public required Guid PaymentId { get; init; }

    /// <inheritdoc />
    public required string By { get; init; }

    /// <inheritdoc />
    public required string Why { get; init; }
}
