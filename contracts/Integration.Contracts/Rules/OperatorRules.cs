using Integration.Contracts.Operations;

namespace Integration.Contracts.Rules;

/// <summary>What every operator's command has to keep.</summary>
public static class OperatorRules
{
    private const int MaxName = 128;
    private const int MaxText = 500;
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);
    private static readonly TimeSpan LongestWindowOfRefunds = TimeSpan.FromDays(92);

    /// <summary>Every broken rule, in words; empty when the command is good.</summary>
    public static IReadOnlyList<Violation> Violations(IOperatorCommand command)
    {
        var found = new Findings();
        found.Require(command.PaymentId != Guid.Empty, "paymentId", "is missing");
        found.Text("by", command.By, MaxName, required: true);
        found.Text("why", command.Why, MaxText, required: true);
        if (command is AcceptPaymentAsCaptured accept)
        {
            found.Text("gatewayReference", accept.GatewayReference, MaxName, required: true);
        }

        found.Require(command is not RecheckRefund { RefundId: var refund } || refund != Guid.Empty, "refundId", "is missing");
        return found.Rules;
    }

    /// <summary>Every broken rule, in words; empty when the command is good.</summary>
    public static IReadOnlyList<Violation> Violations(ReconcileGateways command)
    {
        var found = new Findings();
        found.Text("by", command.By, MaxName, required: true);
        found.Text("why", command.Why, MaxText, required: true);
        found.Require(command.PaymentId is not null ^ (command.From is not null || command.Until is not null), "paymentId", "or a window, from and until, has to be given, and not both");
        if (command.PaymentId is null && (command.From, command.Until) is not (null, null))
        {
            found.Require(command is { From: { } from, Until: { } until } && from < until && until - from <= LongestWindow, "from", "has to be before until, by at most 31 days");
        }

        if (command.RefundsFrom is { } refunds)
        {
            found.Require(command is { From: { } from, Until: { } until } && refunds <= from && until - refunds <= LongestWindowOfRefunds, "refundsFrom", "needs a window, and has to be not after from, at most 92 days before until");
        }

        return found.Rules;
    }

    /// <summary>Every broken rule, in words; empty when the command is good.</summary>
    public static IReadOnlyList<Violation> Violations(AcceptDifference command)
    {
        var found = new Findings();
        found.Text("gateway", command.Gateway, MaxName, required: true);
        found.Text("kind", command.Kind, MaxName, required: true);
        found.Text("reference", command.Reference, MaxText, required: true);
        found.Text("by", command.By, MaxName, required: true);
        found.Text("why", command.Why, MaxText, required: true);
        return found.Rules;
    }
}
