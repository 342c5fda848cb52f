using Integration.Contracts.Rules;

namespace Integration.Contracts.Crm;

/// <summary>Erase what the CRM keeps of a customer, and never send the customer there again (GDPR, article 17). The payments' own records stay, without the customer; so do our books,
/// which the law wants kept. Answered by <see cref="CustomerForgotten"/>, also when it is repeated; until the CRM has done it, it stands in <c>ops.crm_backlog</c>.</summary>
[Mandatory]
public sealed record ForgetCustomer
{
    /// <summary>The customer, as the payments name it; 1 to 128 characters. One that is not known yet is not sent when it comes.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Who asks: a name or an account; 1 to 128 characters.</summary>
    public required string By { get; init; }

    /// <summary>Why, in words; 1 to 500 characters.</summary>
    public required string Why { get; init; }
}
