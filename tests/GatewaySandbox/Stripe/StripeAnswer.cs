namespace Integration.GatewaySandbox.Stripe;

/// <summary>What goes back to the caller.</summary>
internal sealed record StripeAnswer(int Status, string Body)
{
    /// <summary>Out of the idempotency layer.</summary>
    public string? OriginalRequest { get; init; }

    /// <summary>Stripe's advice to its SDKs; null when it gives none.</summary>
    public bool? ShouldRetry { get; init; }
}

/// <summary>A request as far as it was read. <see cref="Key"/> counts for POST only.</summary>
internal sealed record StripeCall(string Operation, string Method, string Path, string? ObjectId, StripeForm Form, string? Key, string RequestId, string ApiVersion)
{
    public string Endpoint => Path;
}
