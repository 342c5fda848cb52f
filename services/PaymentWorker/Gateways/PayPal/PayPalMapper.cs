using System.Globalization;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>PayPal's orders and refunds in our words. Pure; a status we do not know is not guessed.</summary>
public static class PayPalMapper
{
    /// <summary>Maps the order. What was captured of it says more than its own status: an order can be COMPLETED by a capture that is declined or waits.</summary>
    /// <exception cref="NotSupportedException">PayPal has a status this version does not know, or an order that is completed by nothing.</exception>
    public static GatewayObject Map(PayPalOrder order)
    {
        var unit = order.PurchaseUnits is [var only] ? only : throw Strange(order, $"{order.PurchaseUnits?.Count ?? 0} purchase units, we make one");
        IReadOnlyList<PayPalCapture> captures = unit.Payments?.Captures ?? [];
        var taken = captures.Where(c => Status(c) == GatewayStatus.Captured).ToList();
        // The one that counts: money that moved before money that waits before money that did not come.
        var capture = captures.MaxBy(c => Status(c) switch { GatewayStatus.Captured => 2, GatewayStatus.Processing => 1, _ => 0 });
        var amount = unit.Amount ?? capture?.Amount ?? throw Strange(order, "no amount");
        var status = capture is null ? Status(order) : Status(capture);
        return new GatewayObject
        {
            Reference = order.Id,
            Status = status,
            GatewayWord = capture is null ? order.Status : $"{order.Status}/{capture.Status}",
            AmountMinor = PayPalCurrencies.Read(amount),
            CapturedMinor = taken.Sum(c => PayPalCurrencies.Read(c.Amount)),
            RefundedMinor = Refunded(unit, taken),
            Disputed = captures.Any(c => c.StatusDetails?.Reason is "BUYER_COMPLAINT" or "CHARGEBACK"),
            Currency = amount.CurrencyCode,
            AttemptId = unit.CustomId ?? capture?.CustomId,
            Decline = status == GatewayStatus.Declined ? PayPalDeclineCodes.Of(capture?.ProcessorResponse?.ResponseCode ?? capture?.StatusDetails?.Reason ?? capture?.Status) : null,
            RedirectUrl = status == GatewayStatus.ActionRequired ? Approval(order.Links) : null,
            CaptureReference = capture is not null && status is GatewayStatus.Captured or GatewayStatus.Processing ? capture!.Id : null,
        };
    }

    /// <summary>Maps the refund.</summary>
    /// <exception cref="NotSupportedException">PayPal has a status this version does not know.</exception>
    public static RefundObject Map(PayPalRefund refund) => new()
    {
        Reference = refund.Id,
        Status = Status(refund),
        GatewayWord = refund.Status,
        AmountMinor = PayPalCurrencies.Read(refund.Amount),
        Currency = refund.Amount.CurrencyCode,
        RefundId = refund.CustomId,
        FailureReason = Status(refund) == RefundStatus.Failed ? refund.StatusDetails?.Reason ?? refund.Status : null,
    };

    /// <summary>Where the payer approves or acts.</summary>
    public static string? Approval(IReadOnlyList<PayPalLink>? links) =>
        links?.FirstOrDefault(l => l.Rel == "payer-action")?.Href ?? links?.FirstOrDefault(l => l.Rel == "approve")?.Href;

    /// <summary>Where an order stood when this event was made (developer.paypal.com/api/rest/webhooks/event-names); nothing for an event that can mean anything.</summary>
    public static GatewayStatus? Suggests(string eventType) => eventType switch
    {
        "CHECKOUT.ORDER.APPROVED" => GatewayStatus.Authorized,
        "PAYMENT.CAPTURE.COMPLETED" => GatewayStatus.Captured,
        "PAYMENT.CAPTURE.PENDING" => GatewayStatus.Processing,
        "PAYMENT.CAPTURE.DENIED" => GatewayStatus.Declined,
        _ => null,
    };

    private static GatewayStatus Status(PayPalOrder order) => order.Status switch
    {
        "CREATED" or "SAVED" => GatewayStatus.Open,
        "PAYER_ACTION_REQUIRED" => GatewayStatus.ActionRequired,
        // Nothing is held yet, and the capture may follow.
        "APPROVED" => GatewayStatus.Authorized,
        "VOIDED" => GatewayStatus.Canceled,
        "COMPLETED" => throw Strange(order, "COMPLETED without a capture"),
        var other => throw Strange(order, $"status '{other}', which this version does not know"),
    };

    private static GatewayStatus Status(PayPalCapture capture) => capture.Status switch
    {
        "COMPLETED" or "REFUNDED" or "PARTIALLY_REFUNDED" => GatewayStatus.Captured,
        "PENDING" => GatewayStatus.Processing,
        "DECLINED" or "FAILED" => GatewayStatus.Declined,
        var other => throw new NotSupportedException($"PayPal says capture status '{other}' for {capture.Id}, which this version does not know"),
    };

    private static RefundStatus Status(PayPalRefund refund) => refund.Status switch
    {
        "COMPLETED" => RefundStatus.Succeeded,
        "PENDING" => RefundStatus.Pending,
        "FAILED" or "CANCELLED" => RefundStatus.Failed,
        var other => throw new NotSupportedException($"PayPal says refund status '{other}' for {refund.Id}, which this version does not know"),
    };

    /// <summary>What the listed refunds say, and at least what a capture that is wholly refunded says, unless a refund of it failed: its status may be from before that.</summary>
    private static long Refunded(PayPalUnit unit, List<PayPalCapture> taken)
    {
        var refunds = unit.Payments?.Refunds ?? [];
        var listed = refunds.Where(r => Status(r) != RefundStatus.Failed).Sum(r => PayPalCurrencies.Read(r.Amount));
        return refunds.Any(r => Status(r) == RefundStatus.Failed) ? listed : Math.Max(listed, taken.Where(c => c.Status == "REFUNDED").Sum(c => PayPalCurrencies.Read(c.Amount)));
    }

    private static NotSupportedException Strange(PayPalOrder order, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"PayPal says {what} for order {order.Id}"));
}
