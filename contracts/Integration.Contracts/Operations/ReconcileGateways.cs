using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>Compare the gateways' books with ours now, instead of at the next scheduled time: either everything the gateways made in a window, or one
/// payment. It asks and reports; money moves only where the payment's own rules say so (SAFETY U4). A repeat compares again. What is found stands in
/// <c>ops.reconciliation_differences</c>.</summary>
[Mandatory]
public sealed record ReconcileGateways
{
    /// <summary>One payment: the gateway is asked about each of its attempts. Then no window is given. Refused where it has no attempt here.</summary>
    public Guid? PaymentId { get; init; }

    /// <summary>The window's first moment, UTC. A line counts by the time the gateway made it.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The window's end, UTC, itself not included. At most 31 days after <see cref="From"/>.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>With a window: from here until <see cref="From"/> refunds alone are compared, UTC. A bank can send one back weeks after it was made. Not after <see cref="From"/>, and at most 92 days before
    /// <see cref="Until"/>; absent means none.</summary>
    public DateTimeOffset? RefundsFrom { get; init; }

    /// <summary>Who asks: a name or an account; 1 to 128 characters.</summary>
    public required string By { get; init; }

    /// <summary>Why, in words; 1 to 500 characters.</summary>
    public required string Why { get; init; }
}
