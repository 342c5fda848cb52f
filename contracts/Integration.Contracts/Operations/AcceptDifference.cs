using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>A person has looked into a difference between a gateway's books and ours, and leaves it as it is: it no longer counts as open. It moves no money and
/// changes no payment. Refused unless such a difference is open with these amounts; when one of them changes later, or the difference comes back after it had
/// ended, it is open again. A repeat finds it accepted and is accepted again. Who and why stand in <c>ops.reconciliation_differences</c>, the answer in
/// <c>ops.operator_actions</c>.</summary>
[Mandatory]
public sealed record AcceptDifference
{
    /// <summary>As <c>ops.reconciliation_differences</c> has it: <c>stripe</c>, <c>paypal</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>As <c>ops.reconciliation_differences</c> has it: <c>not_ours</c>, <c>refund_amount</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>As <c>ops.reconciliation_differences</c> has it: the gateway's reference.</summary>
    public required string Reference { get; init; }

    /// <summary>What we had when it was looked into, in minor units.</summary>
    public required long OursMinor { get; init; }

    /// <summary>What the gateway had when it was looked into, in minor units.</summary>
    public required long TheirsMinor { get; init; }

    /// <summary>Who accepts it: a name or an account; 1 to 128 characters.</summary>
    public required string By { get; init; }

    /// <summary>Why, in words; 1 to 500 characters.</summary>
    public required string Why { get; init; }
}
