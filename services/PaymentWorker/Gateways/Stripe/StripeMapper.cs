using System.Globalization;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>Stripe's PaymentIntent in our words. Pure; a status we do not know is not guessed.</summary>
public static class StripeMapper
{
    /// <summary>Where our attempt's id stands in Stripe's metadata.</summary>
    public const string AttemptIdKey = "integration_attempt_id";

    /// <summary>Where our payment's id stands in Stripe's metadata.</summary>
    public const string PaymentIdKey = "integration_payment_id";

    /// <summary>Maps the intent.</summary>
    /// <exception cref="NotSupportedException">Stripe has a status this version does not know.</exception>
    public static GatewayObject Map(PaymentIntent intent) => new()
    {
        Reference = intent.Id,
        Status = Status(intent),
        GatewayWord = intent.Status,
        AmountMinor = intent.Amount,
        CapturedMinor = intent.AmountReceived,
        // A hold that was let go is a charge "refunded" in full: no money went anywhere.
        RefundedMinor = intent.AmountReceived > 0 ? intent.LatestCharge?.AmountRefunded ?? 0 : 0,
        Disputed = intent.LatestCharge?.Disputed ?? false,
        Currency = intent.Currency.ToUpperInvariant(),
        AttemptId = intent.Metadata?.GetValueOrDefault(AttemptIdKey),
        Decline = DeclineOf(intent),
        RedirectUrl = intent.NextAction?.RedirectToUrl?.Url,
        CaptureBefore = intent.LatestCharge?.PaymentMethodDetails?.Card?.CaptureBefore is { } before && before > DateTime.UnixEpoch
            ? new DateTimeOffset(DateTime.SpecifyKind(before, DateTimeKind.Utc))
            : null,
        CaptureReference = intent.LatestChargeId,
    };

    /// <summary>Where an intent stood when this event was made (docs.stripe.com/api/events/types); nothing for an event that can mean anything.</summary>
    public static GatewayStatus? Suggests(string eventType) => eventType switch
    {
        "payment_intent.created" => GatewayStatus.Open,
        "payment_intent.requires_action" => GatewayStatus.ActionRequired,
        "payment_intent.processing" => GatewayStatus.Processing,
        "payment_intent.payment_failed" => GatewayStatus.Declined,
        "payment_intent.amount_capturable_updated" => GatewayStatus.Authorized,
        "payment_intent.canceled" => GatewayStatus.Canceled,
        "payment_intent.succeeded" => GatewayStatus.Captured,
        _ => null,
    };

    /// <summary>Stripe may clear the intent's error with any change of it, a cancel among them; the charge that failed says it for good. Its reason is the decline code, or why Stripe
    /// itself blocked it: one that is not listed is read with caution.</summary>
    private static Decline? DeclineOf(PaymentIntent intent) =>
        intent.LastPaymentError is { } error ? StripeDeclineCodes.Of(error.DeclineCode, error.Code)
        : intent.LatestCharge is { Status: "failed" } charge ? StripeDeclineCodes.Of(charge.Outcome?.Reason, charge.FailureCode)
        : null;

    /// <summary>False for a canceled intent that shows neither an error nor its charge, as in the body of an error: whether it was declined is not known.</summary>
    public static bool TellsOfDeclines(PaymentIntent intent) =>
        intent is not { Status: "canceled", LastPaymentError: null, LatestCharge: null, LatestChargeId: not null };

    private static GatewayStatus Status(PaymentIntent intent) => intent.Status switch
    {
        "requires_payment_method" => DeclineOf(intent) is null ? GatewayStatus.Open : GatewayStatus.Declined,
        "requires_confirmation" => GatewayStatus.Open,
        "requires_action" => GatewayStatus.ActionRequired,
        "processing" => GatewayStatus.Processing,
        "requires_capture" => GatewayStatus.Authorized,
        "succeeded" => GatewayStatus.Captured,
        "canceled" => GatewayStatus.Canceled,
        var other => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"Stripe says status '{other}', which this version does not know")),
    };
}
