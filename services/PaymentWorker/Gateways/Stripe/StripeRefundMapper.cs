using System.Globalization;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>Stripe's refunds, disputes and lists in our words. Pure; a status we do not know is not guessed, and a dispute with one is open.</summary>
public static class StripeRefundMapper
{
    /// <summary>Where our refund's id stands in Stripe's metadata.</summary>
    public const string RefundIdKey = "integration_refund_id";

    /// <summary>Maps the refund.</summary>
    /// <exception cref="NotSupportedException">Stripe has a status this version does not know.</exception>
    public static RefundObject Map(Refund refund) => new()
    {
        Reference = refund.Id,
        Status = refund.Status switch
        {
            "succeeded" => RefundStatus.Succeeded,
            "pending" or "requires_action" => RefundStatus.Pending,
            "failed" or "canceled" => RefundStatus.Failed,
            var other => throw Unknown("refund", other),
        },
        GatewayWord = refund.Status,
        AmountMinor = refund.Amount,
        Currency = refund.Currency.ToUpperInvariant(),
        RefundId = refund.Metadata?.GetValueOrDefault(RefundIdKey),
        FailureReason = refund.FailureReason,
    };

    /// <summary>Maps the dispute. A closed inquiry left the money with us; a prevented dispute was settled by giving it back, but for one that the network blocked: no money moved for it. A
    /// decision that is appealed is none, and a status that this version does not know is not taken for one: refunds wait.</summary>
    public static DisputeObject Map(Dispute dispute) => new()
    {
        Reference = dispute.Id,
        Status = Status(dispute) ?? DisputeStatus.Open,
        WordUnknown = Status(dispute) is null,
        GatewayWord = dispute.Status,
        AttemptReference = dispute.PaymentIntentId,
        CaptureReference = dispute.ChargeId,
        AmountMinor = dispute.Amount,
        Currency = dispute.Currency.ToUpperInvariant(),
    };

    /// <summary>The intent as a line of Stripe's books.</summary>
    public static GatewayMovement Movement(PaymentIntent intent) => new()
    {
        Kind = MovementKind.Payment,
        Reference = intent.Id,
        AmountMinor = intent.Amount,
        CapturedMinor = intent.AmountReceived,
        Currency = intent.Currency.ToUpperInvariant(),
        Word = intent.Status,
        AttemptId = intent.Metadata?.GetValueOrDefault(StripeMapper.AttemptIdKey),
        At = Utc(intent.Created),
    };

    /// <summary>The refund as a line of Stripe's books.</summary>
    public static GatewayMovement Movement(Refund refund) => new()
    {
        Kind = MovementKind.Refund,
        Reference = refund.Id,
        ParentReference = refund.PaymentIntentId ?? refund.ChargeId,
        AmountMinor = refund.Amount,
        CapturedMinor = 0,
        Currency = refund.Currency.ToUpperInvariant(),
        Word = refund.Status,
        RefundId = refund.Metadata?.GetValueOrDefault(RefundIdKey),
        At = Utc(refund.Created),
    };

    private static DisputeStatus? Status(Dispute dispute) => dispute.Status switch
    {
        "needs_response" or "under_review" or "warning_needs_response" or "warning_under_review" or "appeal_needs_response" or "appeal_under_review" => DisputeStatus.Open,
        "won" or "warning_closed" => DisputeStatus.Won,
        "prevented" when dispute.PaymentMethodDetails?.Card?.CaseType == "block" => DisputeStatus.Won,
        "lost" or "prevented" => DisputeStatus.Lost,
        _ => null,
    };

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static NotSupportedException Unknown(string what, string word) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Stripe says {what} status '{word}', which this version does not know"));
}
