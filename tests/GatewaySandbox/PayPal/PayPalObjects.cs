using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Orders, captures, refunds and disputes as PayPal writes them.</summary>
internal sealed class PayPalObjects(PayPalStore store)
{
    private const string Merchant = "SANDBOXMERCH1";

    /// <summary>The order; without <paramref name="whole"/> only what <c>Prefer: return=minimal</c> leaves.</summary>
    public JsonObject Order(OrderState order, string origin, bool whole)
    {
        var body = new JsonObject { ["id"] = order.Id, ["status"] = order.Status };
        if (whole)
        {
            body["intent"] = "CAPTURE";
            body["purchase_units"] = new JsonArray(Unit(order, origin));
            body["create_time"] = PayPalJson.Time(order.Created);
            body["update_time"] = PayPalJson.Time(order.Updated);
            if (order.VaultId is not null || order.Status is "APPROVED" or "COMPLETED")
            {
                body["payment_source"] = new JsonObject { ["paypal"] = new JsonObject { ["email_address"] = "payer@example.com", ["account_id"] = "SANDBOXPAYER1", ["account_status"] = "VERIFIED" } };
                body["payer"] = new JsonObject { ["payer_id"] = "SANDBOXPAYER1", ["email_address"] = "payer@example.com" };
            }
        }

        body["links"] = OrderLinks(order, origin);
        return body;
    }

    public JsonObject Capture(CaptureState capture, string origin)
    {
        var body = new JsonObject { ["id"] = capture.Id, ["status"] = Status(capture), ["amount"] = PayPalMoney.Write(capture.Currency, capture.AmountMinor), ["final_capture"] = true };
        if (capture.Reason is { } reason)
        {
            body["status_details"] = new JsonObject { ["reason"] = reason };
        }

        if (capture.ResponseCode is { } code)
        {
            body["processor_response"] = new JsonObject { ["response_code"] = code };
        }

        if (capture.CompletedAt is not null)
        {
            body["seller_receivable_breakdown"] = new JsonObject { ["gross_amount"] = PayPalMoney.Write(capture.Currency, capture.AmountMinor) };
        }

        Texts(body, ("invoice_id", capture.InvoiceId), ("custom_id", capture.CustomId));
        body["create_time"] = PayPalJson.Time(capture.Created);
        body["update_time"] = PayPalJson.Time(capture.Updated);
        body["supplementary_data"] = new JsonObject { ["related_ids"] = new JsonObject { ["order_id"] = capture.Order } };
        body["links"] = new JsonArray(
            PayPalJson.Link("self", $"{origin}/v2/payments/captures/{capture.Id}"),
            PayPalJson.Link("refund", $"{origin}/v2/payments/captures/{capture.Id}/refund", "POST"),
            PayPalJson.Link("up", $"{origin}/v2/checkout/orders/{capture.Order}"));
        return body;
    }

    public static JsonObject Refund(RefundState refund, string origin)
    {
        var body = new JsonObject { ["id"] = refund.Id, ["status"] = refund.Status, ["amount"] = PayPalMoney.Write(refund.Currency, refund.AmountMinor) };
        if (refund.Status is "PENDING" or "FAILED")
        {
            body["status_details"] = new JsonObject { ["reason"] = "ECHECK" };
        }

        Texts(body, ("invoice_id", refund.InvoiceId), ("custom_id", refund.CustomId), ("note_to_payer", refund.Note));
        body["create_time"] = PayPalJson.Time(refund.Created);
        body["update_time"] = PayPalJson.Time(refund.Updated);
        body["links"] = new JsonArray(
            PayPalJson.Link("self", $"{origin}/v2/payments/refunds/{refund.Id}"), PayPalJson.Link("up", $"{origin}/v2/payments/captures/{refund.Capture}"));
        return body;
    }

    public JsonObject Dispute(DisputeState dispute, string origin)
    {
        store.TryCapture(dispute.Capture, out var capture);
        var disputed = new JsonObject { ["seller_transaction_id"] = dispute.Capture, ["seller"] = new JsonObject { ["merchant_id"] = Merchant } };
        Texts(disputed, ("custom", capture?.CustomId), ("invoice_number", capture?.InvoiceId));
        var body = new JsonObject
        {
            ["dispute_id"] = dispute.Id,
            ["create_time"] = PayPalJson.Time(dispute.Created),
            ["update_time"] = PayPalJson.Time(dispute.Updated),
            ["disputed_transactions"] = new JsonArray(disputed),
            ["reason"] = dispute.Reason,
            ["status"] = dispute.Status,
            ["dispute_amount"] = PayPalMoney.Write(dispute.Currency, dispute.AmountMinor),
        };
        if (dispute.Outcome is { } outcome)
        {
            body["dispute_outcome"] = new JsonObject { ["outcome_code"] = outcome };
        }

        body["dispute_life_cycle_stage"] = dispute.Appealed ? "ARBITRATION" : "CHARGEBACK";
        body["links"] = new JsonArray(PayPalJson.Link("self", $"{origin}/v1/customer/disputes/{dispute.Id}"));
        return body;
    }

    /// <summary>Where the payer approves or acts.</summary>
    public static JsonObject Approval(OrderState order, string origin, string rel) => PayPalJson.Link(rel, $"{origin}/checkoutnow?token={order.Id}");

    /// <summary>A capture's own status, or what its refunds made of it.</summary>
    public string Status(CaptureState capture)
    {
        var refunded = store.RefundsOf(capture.Id).Where(r => r.Status == "COMPLETED").Sum(r => r.AmountMinor);
        return capture.Status != "COMPLETED" || refunded == 0 ? capture.Status : refunded == capture.AmountMinor ? "REFUNDED" : "PARTIALLY_REFUNDED";
    }

    private JsonObject Unit(OrderState order, string origin)
    {
        var unit = new JsonObject { ["reference_id"] = order.ReferenceId, ["amount"] = PayPalMoney.Write(order.Currency, order.AmountMinor), ["payee"] = new JsonObject { ["merchant_id"] = Merchant } };
        Texts(unit, ("description", order.Description), ("custom_id", order.CustomId), ("invoice_id", order.InvoiceId));
        if (store.CaptureOf(order) is { } capture)
        {
            var payments = new JsonObject { ["captures"] = new JsonArray(Capture(capture, origin)) };
            if (store.RefundsOf(capture.Id).Select(r => (JsonNode)Refund(r, origin)).ToArray() is { Length: > 0 } refunds)
            {
                payments["refunds"] = new JsonArray(refunds);
            }

            unit["payments"] = payments;
        }

        return unit;
    }

    private static JsonArray OrderLinks(OrderState order, string origin)
    {
        var links = new JsonArray(PayPalJson.Link("self", $"{origin}/v2/checkout/orders/{order.Id}"));
        if (order.Status is "CREATED" or "PAYER_ACTION_REQUIRED")
        {
            links.Add((JsonNode)Approval(order, origin, order.Status == "CREATED" ? "approve" : "payer-action"));
        }

        if (order.Status is "CREATED" or "APPROVED")
        {
            links.Add((JsonNode)PayPalJson.Link("capture", $"{origin}/v2/checkout/orders/{order.Id}/capture", "POST"));
        }

        return links;
    }

    private static void Texts(JsonObject body, params ReadOnlySpan<(string Name, string? Text)> fields)
    {
        foreach (var (name, text) in fields)
        {
            if (text is not null)
            {
                body[name] = text;
            }
        }
    }
}
