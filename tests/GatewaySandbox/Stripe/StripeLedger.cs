using Integration.GatewaySandbox.Ledger;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Stripe's books.</summary>
internal sealed class StripeLedger(StripeStore store) : ILedgerSource
{
    private const string Gateway = "stripe";

    public LedgerBook Read()
    {
        lock (store.Gate)
        {
            return new([.. store.Intents.Select(Line)], [], []);
        }
    }

    private static LedgerLine Line(IntentState intent) => new()
    {
        Gateway = Gateway,
        Id = intent.Id,
        Status = intent.Status,
        Currency = intent.Currency,
        Amount = intent.Amount,
        AmountCapturable = intent.AmountCapturable,
        AmountReceived = intent.AmountReceived,
        Captures = intent.Captures,
        Declines = intent.Declines,
        PaymentId = intent.Metadata.GetValueOrDefault("integration_payment_id"),
        AttemptId = intent.Metadata.GetValueOrDefault("integration_attempt_id"),
        CreatedAt = Time(intent.Created),
        AuthorizedAt = Time(intent.AuthorizedAt),
        CapturedAt = Time(intent.CapturedAt),
        CanceledAt = Time(intent.CanceledAt),
    };

    private static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? Time(s) : null;
}
