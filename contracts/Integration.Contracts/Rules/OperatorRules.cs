using Integration.Contracts.Operations;

namespace Integration.Contracts.Rules;

/// <summary>What every operator's command has to keep.</summary>
public static class OperatorRules
{
    private const int MaxName = 128;
    private const int MaxText = 500;

    /// <summary>Every broken rule, in words; empty when the command is good.</summary>
    public static IReadOnlyList<string> Violations(IOperatorCommand command)
    {
        var found = new Findings();
        found.Require(command.PaymentId != Guid.Empty, "paymentId is missing");
        found.Text("by", command.By, MaxName, required: true);
        found.Text("why", command.Why, MaxText, required: true);
        if (command is AcceptPaymentAsCaptured accept)
        {
            found.Text("gatewayReference", accept.GatewayReference, MaxName, required: true);
        }

        return found.Rules;
    }
}
