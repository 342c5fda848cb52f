using Integration.WebhookIngress.Webhooks;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>A payment as its caller sees it.</summary>
internal sealed record Payment
{
    /// <summary>Its id for ever.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>A state of the state diagram, or <c>Accepted</c> until the worker has taken it up, or <c>Refused</c> when it broke a rule of the gateway and nothing was begun.</summary>
    public required string State { get; init; }

    /// <summary>True when nothing is left to happen by itself.</summary>
    public required bool Settled { get; init; }

    /// <summary>Why it is in this state, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>When something happens by itself, at the latest.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What the customer has to do now; absent when there is nothing to do.</summary>
    public NextAction? NextAction { get; init; }

    public string? OrderId { get; init; }
    public string? CustomerId { get; init; }

    /// <summary>In minor units of the currency.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Who takes the money: <c>stripe</c> or <c>paypal</c>.</summary>
    public string? Gateway { get; init; }

    /// <summary>The gateway's name of the payment.</summary>
    public string? GatewayReference { get; init; }

    /// <summary>What was captured, in minor units.</summary>
    public long? CapturedMinor { get; init; }

    /// <summary>What went back, in minor units.</summary>
    public long? RefundedMinor { get; init; }

    /// <summary>The stable code of a failure.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The gateway's decline code.</summary>
    public string? DeclineCode { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>True of a request that could not be carried out yet and waits for a person.</summary>
    internal bool IsSetAside { get; init; }

    internal Standing Standing => new(State, Settled, IsSetAside);

    /// <summary>False while nothing but a request under an id of its caller's choice is known: the id may turn out to be a payment's that came another way. True once the worker has taken the request up,
    /// and of ids that were derived here, which nobody else can name.</summary>
    internal bool IsCertain => State is not ("Accepted" or "Refused") || EventIdentity.IsDerived(PaymentId);
}

/// <summary>The customer has to go somewhere.</summary>
internal sealed record NextAction
{
    /// <summary>Send the customer there.</summary>
    public required string RedirectUrl { get; init; }

    /// <summary>Until when it is waited for.</summary>
    public DateTimeOffset? Deadline { get; init; }
}

/// <summary>One page of payments, the latest first.</summary>
internal sealed record PaymentPage
{
    public required IReadOnlyList<Payment> Payments { get; init; }

    /// <summary>Give it as <c>after</c> for the next page; absent on the last one.</summary>
    public string? Next { get; init; }
}
