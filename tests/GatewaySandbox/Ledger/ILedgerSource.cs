namespace Integration.GatewaySandbox.Ledger;

/// <summary>One gateway's books. Every registered source is part of <c>GET /ledger</c>.</summary>
internal interface ILedgerSource
{
    /// <summary>A copy of the books as they stand now, consistent in itself.</summary>
    LedgerBook Read();
}

/// <summary>What one gateway has on its books, oldest first.</summary>
internal sealed record LedgerBook(IReadOnlyList<LedgerLine> Payments, IReadOnlyList<LedgerRefund> Refunds, IReadOnlyList<LedgerDispute> Disputes);

/// <summary>One attempt to take money (Stripe's PaymentIntent, PayPal's order) as the gateway's books have it. Amounts in the currency's smallest unit as the product counts it.</summary>
internal sealed record LedgerLine
{
    /// <summary><c>stripe</c>, <c>paypal</c>.</summary>
    public required string Gateway { get; init; }

    public required string Id { get; init; }

    /// <summary>In the gateway's words.</summary>
    public required string Status { get; init; }

    /// <summary>In lower case.</summary>
    public required string Currency { get; init; }

    public required long Amount { get; init; }

    /// <summary>Held and not captured yet.</summary>
    public long AmountCapturable { get; init; }

    public long AmountReceived { get; init; }

    /// <summary>Given back for good; a refund that failed or was canceled is not.</summary>
    public long Refunded { get; init; }

    /// <summary>Refunds whose end is open.</summary>
    public long RefundPending { get; init; }

    /// <summary>Taken back by the customer's bank and not returned.</summary>
    public long Disputed { get; init; }

    /// <summary>How often money was taken.</summary>
    public int Captures { get; init; }

    public int Declines { get; init; }

    /// <summary>The payment's id, as the product wrote it on the attempt.</summary>
    public string? PaymentId { get; init; }

    public string? AttemptId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AuthorizedAt { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public DateTimeOffset? CanceledAt { get; init; }

    /// <summary>What the attempt brought in the end.</summary>
    public long Net => AmountReceived - Refunded;
}

/// <summary>One refund. <see cref="Of"/> is the id of its <see cref="LedgerLine"/>; <see cref="RefundId"/> is the product's own id for it.</summary>
internal sealed record LedgerRefund(
    string Gateway, string Id, string Of, string Status, string Currency, long Amount, string? PaymentId, string? RefundId, string? FailureReason, DateTimeOffset CreatedAt);

/// <summary>One dispute. <see cref="Of"/> is the id of its <see cref="LedgerLine"/>; <see cref="Taken"/> is what the customer's bank holds now.</summary>
internal sealed record LedgerDispute(string Gateway, string Id, string Of, string Status, string Currency, long Amount, long Taken, string? PaymentId, DateTimeOffset CreatedAt);
