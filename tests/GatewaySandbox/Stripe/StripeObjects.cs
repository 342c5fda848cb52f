using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>PaymentIntents, lists and events as Stripe writes them, with every field it always returns (API version 2026-10-28.endive).</summary>
internal static class StripeObjects
{
    public static JsonObject Intent(IntentState intent, JsonNode? latestCharge) => new()
    {
        ["id"] = intent.Id,
        ["object"] = "payment_intent",
        ["allowed_payment_method_types"] = intent.AllowedPaymentMethodTypes is { } allowed ? Strings(allowed) : null,
        ["amount"] = intent.Amount,
        ["amount_capturable"] = intent.AmountCapturable,
        ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
        ["amount_received"] = intent.AmountReceived,
        ["application"] = null,
        ["application_fee_amount"] = null,
        ["automatic_payment_methods"] = intent.AllowedPaymentMethodTypes is null
            ? new JsonObject { ["allow_redirects"] = intent.AllowsRedirects ? "always" : "never", ["enabled"] = true }
            : null,
        ["canceled_at"] = intent.CanceledAt,
        ["cancellation_reason"] = intent.CancellationReason,
        ["capture_method"] = intent.CaptureMethod,
        ["client_secret"] = intent.ClientSecret,
        ["confirmation_method"] = "automatic",
        ["created"] = intent.Created,
        ["currency"] = intent.Currency,
        ["customer"] = intent.Customer,
        ["customer_account"] = null,
        ["description"] = intent.Description,
        ["excluded_payment_method_types"] = null,
        ["last_payment_error"] = intent.LastPaymentError?.DeepClone(),
        ["latest_charge"] = latestCharge,
        ["livemode"] = false,
        ["managed_payments"] = null,
        ["metadata"] = Metadata(intent.Metadata),
        ["next_action"] = intent.NextAction?.DeepClone(),
        ["on_behalf_of"] = null,
        ["payment_method"] = intent.PaymentMethod,
        ["payment_method_configuration_details"] = intent.AllowedPaymentMethodTypes is null ? new JsonObject { ["id"] = "pmc_sandbox", ["parent"] = null } : null,
        ["payment_method_options"] = new JsonObject
        {
            ["card"] = new JsonObject { ["installments"] = null, ["mandate_options"] = null, ["network"] = null, ["request_three_d_secure"] = "automatic" },
        },
        ["payment_method_types"] = Strings(intent.AllowedPaymentMethodTypes ?? ["card"]),
        ["payment_record"] = null,
        ["processing"] = null,
        ["receipt_email"] = intent.ReceiptEmail,
        ["review"] = null,
        ["setup_future_usage"] = intent.SetupFutureUsage,
        ["shipping"] = null,
        ["source"] = null,
        ["statement_descriptor"] = intent.StatementDescriptor,
        ["statement_descriptor_suffix"] = intent.StatementDescriptorSuffix,
        ["status"] = intent.Status,
        ["transfer_data"] = null,
        ["transfer_group"] = intent.TransferGroup,
    };

    public static JsonObject List(string url, IEnumerable<JsonObject> data, bool hasMore) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. data]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };

    public static JsonObject Event(string id, string type, long created, string apiVersion, JsonObject subject, int pendingWebhooks, string? requestId, string? key) => new()
    {
        ["id"] = id,
        ["object"] = "event",
        ["api_version"] = apiVersion,
        ["created"] = created,
        ["data"] = new JsonObject { ["object"] = subject },
        ["livemode"] = false,
        ["pending_webhooks"] = pendingWebhooks,
        ["request"] = new JsonObject { ["id"] = requestId, ["idempotency_key"] = key },
        ["type"] = type,
    };

    public static JsonObject Metadata(Dictionary<string, string> pairs)
    {
        var metadata = new JsonObject();
        foreach (var (key, value) in pairs)
        {
            metadata[key] = value;
        }

        return metadata;
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);
}
