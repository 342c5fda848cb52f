using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Disputes as Stripe writes them (API version 2026-10-28.endive).</summary>
internal static class StripeDisputes
{
    private const int DaysToAnswer = 9;

    private static readonly string[] Evidence =
    [
        "access_activity_log", "billing_address", "cancellation_policy", "cancellation_policy_disclosure", "cancellation_rebuttal", "customer_communication", "customer_email_address",
        "customer_name", "customer_purchase_ip", "customer_signature", "duplicate_charge_documentation", "duplicate_charge_explanation", "duplicate_charge_id", "product_description", "receipt",
        "refund_policy", "refund_policy_disclosure", "refund_refusal_explanation", "service_date", "service_documentation", "shipping_address", "shipping_carrier", "shipping_date",
        "shipping_documentation", "shipping_tracking_number", "uncategorized_file", "uncategorized_text",
    ];

    public static JsonObject Dispute(DisputeState dispute, ChargeState charge)
    {
        var card = TestCards.Find(charge.Token);
        var code = dispute.Reason == "fraudulent" ? "10.4" : "13.1";
        return new JsonObject
        {
            ["id"] = dispute.Id,
            ["object"] = "dispute",
            ["amount"] = dispute.Amount,
            ["balance_transactions"] = Moves(dispute),
            ["charge"] = dispute.Charge,
            ["created"] = dispute.Created,
            ["currency"] = dispute.Currency,
            ["enhanced_eligibility_types"] = new JsonArray(),
            ["evidence"] = new JsonObject([.. Evidence.Select(e => KeyValuePair.Create(e, (JsonNode?)null)), KeyValuePair.Create("enhanced_evidence", (JsonNode?)new JsonObject())]),
            ["evidence_details"] = new JsonObject
            {
                ["due_by"] = dispute.IsOpen ? dispute.Created + (long)TimeSpan.FromDays(DaysToAnswer).TotalSeconds : null,
                ["enhanced_eligibility"] = new JsonObject(),
                ["has_evidence"] = false,
                ["past_due"] = false,
                ["submission_count"] = 0,
                ["submission_method"] = "not_submitted",
            },
            ["intended_submission_method"] = null,
            ["is_charge_refundable"] = !dispute.ForbidsRefunds,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["network_reason_code"] = code,
            ["payment_intent"] = dispute.Intent,
            ["payment_method_details"] = new JsonObject
            {
                ["card"] = new JsonObject
                {
                    ["brand"] = card?.Brand ?? "visa",
                    ["case_type"] = dispute.Inquiry ? "inquiry" : "chargeback",
                    ["network"] = card?.Brand ?? "visa",
                    ["network_reason_code"] = code,
                },
                ["type"] = "card",
            },
            ["reason"] = dispute.Reason,
            ["status"] = dispute.Status,
        };
    }

    private static JsonArray Moves(DisputeState dispute)
    {
        var moves = new JsonArray();
        if (dispute.WithdrawnAt is { } taken)
        {
            moves.Add((JsonNode)Move(dispute, "txn_w", taken, -dispute.Amount, $"Chargeback withdrawal for {dispute.Charge}"));
        }

        if (dispute.ReinstatedAt is { } back)
        {
            moves.Add((JsonNode)Move(dispute, "txn_r", back, dispute.Amount, $"Chargeback reversal for {dispute.Charge}"));
        }

        return moves;
    }

    /// <summary>Stripe's dispute fee is left out: it is the account's, not the payment's.</summary>
    private static JsonObject Move(DisputeState dispute, string prefix, long time, long amount, string description) => new()
    {
        ["id"] = prefix + dispute.Id[3..],
        ["object"] = "balance_transaction",
        ["amount"] = amount,
        ["available_on"] = time,
        ["balance_type"] = "payments",
        ["created"] = time,
        ["currency"] = dispute.Currency,
        ["description"] = description,
        ["exchange_rate"] = null,
        ["fee"] = 0,
        ["fee_details"] = new JsonArray(),
        ["net"] = amount,
        ["reporting_category"] = amount < 0 ? "dispute" : "dispute_reversal",
        ["source"] = dispute.Id,
        ["status"] = "available",
        ["type"] = "adjustment",
    };
}
