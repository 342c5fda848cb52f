using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>What the sandbox knows of a PaymentIntent. Immutable: a change is a new value, written to the journal whole.</summary>
internal sealed record IntentState
{
    public required string Id { get; init; }

    public required string ClientSecret { get; init; }

    public required long Created { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string CaptureMethod { get; init; }

    public required string Status { get; init; }

    public long AmountCapturable { get; init; }

    public long AmountReceived { get; init; }

    public string? Customer { get; init; }

    public string? Description { get; init; }

    public string? ReceiptEmail { get; init; }

    public string? StatementDescriptor { get; init; }

    public string? StatementDescriptorSuffix { get; init; }

    public string? TransferGroup { get; init; }

    public string? SetupFutureUsage { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>The types the caller allowed; null when Stripe chooses from the account's.</summary>
    public IReadOnlyList<string>? AllowedPaymentMethodTypes { get; init; }

    /// <summary>Whether methods that redirect may be chosen: then a confirmation needs a return address.</summary>
    public bool AllowsRedirects { get; init; }

    /// <summary>A minted <c>pm_1…</c>.</summary>
    public string? PaymentMethod { get; init; }

    public JsonObject? LastPaymentError { get; init; }

    public JsonObject? NextAction { get; init; }

    public string? LatestCharge { get; init; }

    public long? CanceledAt { get; init; }

    public string? CancellationReason { get; init; }

    public long? AuthorizedAt { get; init; }

    public long? CapturedAt { get; init; }

    /// <summary>How often money was taken: more than one would be a bug of the sandbox.</summary>
    public int Captures { get; init; }

    public int Declines { get; init; }
}

/// <summary>What the sandbox knows of a charge.</summary>
internal sealed record ChargeState
{
    public required string Id { get; init; }

    public required string Intent { get; init; }

    public required long Created { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string PaymentMethod { get; init; }

    /// <summary>The test token behind the payment method: it says which card was charged.</summary>
    public required string Token { get; init; }

    public required string Status { get; init; }

    public bool Captured { get; init; }

    public long AmountCaptured { get; init; }

    public long AmountRefunded { get; init; }

    /// <summary>Whether it was ever disputed; a won dispute does not take that back.</summary>
    public bool Disputed { get; init; }

    public bool Authenticated { get; init; }

    /// <summary>When the authorization lapses; only for manual capture.</summary>
    public long? CaptureBefore { get; init; }

    public string? FailureCode { get; init; }

    public string? FailureMessage { get; init; }

    public string? DeclineCode { get; init; }
}

/// <summary>A payment method made from one of Stripe's test tokens (<c>pm_card_visa</c>).</summary>
internal sealed record MethodState(string Id, string Token, long Created);
