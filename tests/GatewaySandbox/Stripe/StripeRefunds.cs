using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Refunds as Stripe writes them (API version 2026-10-28.endive).</summary>
internal static class StripeRefunds
{
    public static JsonObject Refund(RefundState refund, ChargeState charge, IntentState intent)
    {
        var rendered = new JsonObject
        {
            ["id"] = refund.Id,
            ["object"] = "refund",
            ["amount"] = refund.Amount,
            ["balance_transaction"] = refund.Status == "pending" ? null : "txn_" + refund.Id[3..],
            ["charge"] = refund.Charge,
            ["created"] = refund.Created,
            ["currency"] = refund.Currency,
            ["customer"] = intent.Customer,
            ["customer_account"] = null,
            ["destination_details"] = new JsonObject
            {
                ["card"] = new JsonObject { ["reference_status"] = "pending", ["reference_type"] = "acquirer_reference_number", ["type"] = refund.Status == "pending" ? "pending" : "refund" },
                ["type"] = "card",
            },
            ["metadata"] = StripeObjects.Metadata(refund.Metadata),
            ["payment_intent"] = refund.Intent,
            ["payment_method"] = charge.PaymentMethod,
            ["reason"] = refund.Reason,
            ["receipt_number"] = null,
            ["source_transfer_reversal"] = null,
            ["status"] = refund.Status,
            ["transfer_reversal"] = null,
        };
        if (refund.Status == "pending")
        {
            rendered["pending_reason"] = "processing";
        }

        if (refund.FailureReason is { } reason)
        {
            rendered["failure_balance_transaction"] = "txn_f" + refund.Id[4..];
            rendered["failure_reason"] = reason;
        }

        return rendered;
    }
}
