using Integration.Contracts.Crm;

namespace Integration.Contracts.Rules;

/// <summary>What every <see cref="ForgetCustomer"/> has to keep.</summary>
public static class CrmRules
{
    private const int MaxName = 128;
    private const int MaxText = 500;

    /// <summary>Every broken rule, in words; empty when the message is good.</summary>
    public static IReadOnlyList<Violation> Violations(ForgetCustomer message)
    {
        var found = new Findings();
        found.Text("customerId", message.CustomerId, MaxName, required: true);
        found.Text("by", message.By, MaxName, required: true);
        found.Text("why", message.Why, MaxText, required: true);
        return found.Rules;
    }
}
