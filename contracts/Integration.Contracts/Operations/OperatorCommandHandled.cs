using Integration.Contracts.Rules;

namespace Integration.Contracts.Operations;

/// <summary>An operator's command was taken up or refused. It is the audit record, also kept in <c>ops.operator_actions</c>. What follows shows in the
/// payment's timeline.</summary>
[Mandatory]
public sealed record OperatorCommandHandled
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The command's name.</summary>
    public required string Command { get; init; }

    /// <summary>Who asked.</summary>
    public required string By { get; init; }

    /// <summary>Why it was asked, in the asker's words.</summary>
    public required string Why { get; init; }

    /// <summary>False: refused.</summary>
    public required bool Accepted { get; init; }

    /// <summary>What is done, or why not, in words.</summary>
    public required string Answer { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
