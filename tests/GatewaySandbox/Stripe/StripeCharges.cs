using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Charges and payment methods as Stripe writes them (API version 2026-10-28.endive).</summary>
internal static class StripeCharges
{
    public static JsonObject Charge(ChargeState charge, IntentState intent, TestCard card)
    {
        var failed = charge.Status == "failed";
        return new JsonObject
        {
            ["id"] = charge.Id,
            ["object"] = "charge",
            ["amount"] = charge.Amount,
            ["amount_captured"] = charge.AmountCaptured,
            ["amount_refunded"] = charge.AmountRefunded,
            ["application"] = null,
            ["application_fee"] = null,
            ["application_fee_amount"] = null,
            ["balance_transaction"] = charge.Captured ? "txn_" + charge.Id[3..] : null,
            ["billing_details"] = BillingDetails(),
            ["calculated_statement_descriptor"] = "SANDBOX",
            ["captured"] = charge.Captured,
            ["created"] = charge.Created,
            ["currency"] = charge.Currency,
            ["customer"] = intent.Customer,
            ["description"] = intent.Description,
            ["disputed"] = charge.Disputed,
            ["failure_balance_transaction"] = null,
            ["failure_code"] = charge.FailureCode,
            ["failure_message"] = charge.FailureMessage,
            ["fraud_details"] = new JsonObject(),
            ["livemode"] = false,
            ["metadata"] = StripeObjects.Metadata(intent.Metadata),
            ["on_behalf_of"] = null,
            ["outcome"] = new JsonObject
            {
                ["advice_code"] = failed ? card.Advice : null,
                ["network_advice_code"] = null,
                ["network_decline_code"] = null,
                ["network_status"] = failed ? "declined_by_network" : "approved_by_network",
                ["reason"] = failed ? charge.DeclineCode ?? charge.FailureCode : null,
                ["risk_level"] = "normal",
                ["risk_score"] = 20,
                ["seller_message"] = failed ? "The bank did not return any further details with this decline." : "Payment complete.",
                ["type"] = failed ? "issuer_declined" : "authorized",
            },
            ["paid"] = !failed,
            ["payment_intent"] = charge.Intent,
            ["payment_method"] = charge.PaymentMethod,
            ["payment_method_details"] = new JsonObject { ["card"] = CardDetails(charge, card), ["type"] = "card" },
            ["receipt_email"] = intent.ReceiptEmail,
            ["receipt_number"] = null,
            ["receipt_url"] = failed ? null : $"https://pay.stripe.com/receipts/payment/{charge.Id}",
            ["refunded"] = charge.AmountRefunded == charge.Amount,
            ["review"] = null,
            ["shipping"] = null,
            ["source"] = null,
            ["source_transfer"] = null,
            ["statement_descriptor"] = intent.StatementDescriptor,
            ["statement_descriptor_suffix"] = intent.StatementDescriptorSuffix,
            ["status"] = charge.Status,
            ["transfer_data"] = null,
            ["transfer_group"] = intent.TransferGroup,
        };
    }

    /// <summary>The whole object, as it stands inside errors.</summary>
    public static JsonObject Method(MethodState method, string? customer, TestCard card) => new()
    {
        ["id"] = method.Id,
        ["object"] = "payment_method",
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = BillingDetails(),
        ["card"] = new JsonObject
        {
            ["brand"] = card.Brand,
            ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "unchecked" },
            ["country"] = "US",
            ["display_brand"] = card.Brand,
            ["exp_month"] = 12,
            ["exp_year"] = 2034,
            ["fingerprint"] = Fingerprint(card),
            ["funding"] = "credit",
            ["generated_from"] = null,
            ["last4"] = card.Last4,
            ["networks"] = new JsonObject { ["available"] = new JsonArray(card.Brand), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        },
        ["created"] = method.Created,
        ["customer"] = customer,
        ["customer_account"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["type"] = "card",
    };

    private static JsonObject CardDetails(ChargeState charge, TestCard card)
    {
        var details = new JsonObject
        {
            ["amount_authorized"] = charge.Status == "failed" ? null : charge.Amount,
            ["authorization_code"] = charge.Status == "failed" ? null : "123456",
            ["brand"] = card.Brand,
            ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
            ["country"] = "US",
            ["electronic_commerce_indicator"] = null,
            ["exp_month"] = 12,
            ["exp_year"] = 2034,
            ["extended_authorization"] = new JsonObject { ["status"] = "disabled" },
            ["fingerprint"] = Fingerprint(card),
            ["funding"] = "credit",
            ["incremental_authorization"] = new JsonObject { ["status"] = "unavailable" },
            ["installments"] = null,
            ["last4"] = card.Last4,
            ["mandate"] = null,
            ["multicapture"] = new JsonObject { ["status"] = "unavailable" },
            ["network"] = card.Brand,
            ["network_token"] = new JsonObject { ["used"] = false },
            ["network_transaction_id"] = charge.Status == "failed" ? null : charge.Id[^15..],
            ["overcapture"] = new JsonObject { ["maximum_amount_capturable"] = charge.Amount, ["status"] = "unavailable" },
            ["regulated_status"] = "unregulated",
            ["three_d_secure"] = charge.Authenticated
                ? new JsonObject
                {
                    ["authentication_flow"] = "challenge",
                    ["electronic_commerce_indicator"] = "05",
                    ["exemption_indicator"] = null,
                    ["result"] = "authenticated",
                    ["result_reason"] = null,
                    ["transaction_id"] = charge.Id[^20..],
                    ["version"] = "2.2.0",
                }
                : null,
            ["transaction_link_id"] = null,
            ["wallet"] = null,
        };
        if (charge.CaptureBefore is { } before)
        {
            details["capture_before"] = before;
        }

        return details;
    }

    private static JsonObject BillingDetails() => new()
    {
        ["address"] = new JsonObject { ["city"] = null, ["country"] = null, ["line1"] = null, ["line2"] = null, ["postal_code"] = null, ["state"] = null },
        ["email"] = null,
        ["name"] = null,
        ["phone"] = null,
        ["tax_id"] = null,
    };

    private static string Fingerprint(TestCard card) => $"sandbox{card.Brand[0]}{card.Last4}xxxx";
}
