namespace Integration.Contracts.Crm;

/// <summary>The CRM has nothing of a customer any more that we know of. What comes of the customer later is not sent there.</summary>
public sealed record CustomerForgotten
{
    /// <summary>The CRM, for example <c>hubspot</c>.</summary>
    public required string Crm { get; init; }

    /// <summary>The customer, as the payments name it.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The CRM's id of the contact that was erased; null when it had none.</summary>
    public string? RecordId { get; init; }

    /// <summary>Others of our customers who had the same contact, because somebody had merged them there. They are set aside until a person asks for them (<c>crm retry</c>).</summary>
    public required IReadOnlyList<string> SharedWith { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ForgottenAt { get; init; }
}
