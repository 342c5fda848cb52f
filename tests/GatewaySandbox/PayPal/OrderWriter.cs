using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>What calls do to an order: which states allow it, what changes, which events follow. Called under the store's gate; the caller commits.</summary>
internal sealed class OrderWriter(PayPalStore store, PayPalObjects objects, PayPalEvents events, PayPalOptions options, TimeProvider time)
{
    /// <summary>PayPal's limit of tries per order.</summary>
    private const int MostDeclines = 10;

    public PayPalExecuted Create(PayPalCall call)
    {
        if (call.Body.Text("intent") is not "CAPTURE")
        {
            throw call.Body.Text("intent") is null ? PayPalFailure.Missing("intent") : PayPalFailure.NotModelled("an intent other than CAPTURE");
        }

        var unit = call.Body["purchase_units"] switch
        {
            JsonArray { Count: 1 } units => units[0],
            JsonArray { Count: > 1 } => throw PayPalFailure.NotModelled("more than one purchase unit"),
            _ => throw PayPalFailure.Missing("purchase_units"),
        };
        var (currency, amount) = PayPalMoney.Read(unit.At("amount"), "purchase_units/@reference_id=='default'/amount");
        var source = PayPalSource.Of(call.Body);
        if (source.VaultId is not null && call.Key is null)
        {
            throw PayPalFailure.Invalid("PAYPAL_REQUEST_ID_REQUIRED", "PayPal-Request-Id");
        }

        var now = time.GetUtcNow();
        var order = new OrderState
        {
            Id = PayPalIds.Object(),
            Created = now,
            Updated = now,
            Status = source.Redirects ? "PAYER_ACTION_REQUIRED" : "CREATED",
            Currency = currency,
            AmountMinor = amount,
            ReferenceId = unit.Short("reference_id", 256) ?? "default",
            InvoiceId = unit.Short("invoice_id", 127),
            CustomId = unit.Short("custom_id", 255),
            Description = unit.Short("description", 127),
            ReturnUrl = source.ReturnUrl,
            CancelUrl = source.CancelUrl,
        };
        var changes = new PayPalChanges();
        // A usable source is charged at once: order and capture in one call.
        return source.VaultId is { } vault ? Pay(call, order, vault, changes) : Done(order, changes);
    }

    public PayPalExecuted Capture(PayPalCall call)
    {
        var order = Find(call.ObjectId!);
        if (order.Capture is not null)
        {
            throw PayPalFailure.Unprocessable("ORDER_ALREADY_CAPTURED");
        }

        var vault = PayPalSource.Of(call.Body).VaultId;
        return vault is null && order.Status != "APPROVED"
            ? throw PayPalFailure.Unprocessable("ORDER_NOT_APPROVED", PayPalObjects.Approval(order, call.Origin, "approve"))
            : Pay(call, order, vault, new PayPalChanges());
    }

    /// <summary>The order; one that was never paid is forgotten after its time.</summary>
    public OrderState Find(string id) =>
        store.TryOrder(id, out var order) && (order.Capture is not null || time.GetUtcNow() - order.Created < TimeSpan.FromHours(options.OrderHours)) ? order : throw PayPalFailure.NotFound();

    /// <summary>The payer says yes at PayPal; a repeat changes nothing.</summary>
    public PayPalChanges Approve(string id, string origin)
    {
        var order = Find(id);
        var changes = new PayPalChanges();
        if (order.Status is "CREATED" or "PAYER_ACTION_REQUIRED")
        {
            order = order with { Status = "APPROVED", Updated = time.GetUtcNow() };
            changes.Orders.Add(order);
            events.Order(changes, "CHECKOUT.ORDER.APPROVED", order, objects.Order(order, origin, whole: true));
        }

        return changes;
    }

    /// <summary>Takes the order's money, whoever asked: as a call that was lost long ago and arrives now.</summary>
    public PayPalChanges Plant(OrderState order, string origin)
    {
        var changes = new PayPalChanges();
        Charge(order with { Planted = true }, VaultTokens.Find(null), changes, origin);
        return changes;
    }

    private PayPalExecuted Pay(PayPalCall call, OrderState order, string? vault, PayPalChanges changes)
    {
        var token = VaultTokens.Find(vault);
        if (order.Declines >= MostDeclines)
        {
            throw PayPalFailure.Declined("MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED");
        }

        if (options.BlockRepeatedInvoices && order.InvoiceId is { } invoice && store.PaidBy(invoice) is not null)
        {
            throw PayPalFailure.Unprocessable("DUPLICATE_INVOICE_ID");
        }

        if (token.Issue == "PAYER_ACTION_REQUIRED" && order.Status != "APPROVED")
        {
            changes.Orders.Add(order with { Status = "PAYER_ACTION_REQUIRED", VaultId = vault, Updated = time.GetUtcNow() });
            return new(422, order.Id, changes, PayPalFailure.Unprocessable(token.Issue, PayPalObjects.Approval(order, call.Origin, "payer-action")));
        }

        if (token.Issue is { } issue && token.Issue != "PAYER_ACTION_REQUIRED")
        {
            changes.Orders.Add(order with { Declines = order.Declines + 1, VaultId = vault, Updated = time.GetUtcNow() });
            return new(422, order.Id, changes, PayPalFailure.Declined(issue, PayPalObjects.Approval(order, call.Origin, "redirect")));
        }

        return Done(Charge(order with { VaultId = vault }, token, changes, call.Origin), changes);
    }

    private OrderState Charge(OrderState order, VaultToken token, PayPalChanges changes, string origin)
    {
        var now = time.GetUtcNow();
        var capture = new CaptureState
        {
            Id = PayPalIds.Object(),
            Order = order.Id,
            Created = now,
            Updated = now,
            Status = token.Capture,
            Reason = token.Reason,
            ResponseCode = token.ResponseCode,
            Currency = order.Currency,
            AmountMinor = order.AmountMinor,
            InvoiceId = order.InvoiceId,
            CustomId = order.CustomId,
            VaultId = order.VaultId,
            CompletedAt = token.Capture == "COMPLETED" ? now : null,
        };
        order = order with { Status = "COMPLETED", Capture = capture.Id, Updated = now };
        changes.Orders.Add(order);
        changes.Captures.Add(capture);
        events.Capture(changes, "PAYMENT.CAPTURE." + token.Capture, capture, objects.Capture(capture, origin));
        return order;
    }

    private static PayPalExecuted Done(OrderState order, PayPalChanges changes)
    {
        if (changes.Orders.Count == 0)
        {
            changes.Orders.Add(order);
        }

        return new(201, order.Id, changes);
    }
}

/// <summary>The payment source of a request: a vaulted token, or a payer who is sent to PayPal, or none.</summary>
internal sealed record PayPalSource(string? VaultId, bool Redirects, string? ReturnUrl, string? CancelUrl)
{
    public static PayPalSource Of(JsonObject body)
    {
        if (body["payment_source"] is not JsonObject { Count: > 0 } source)
        {
            return new(null, false, null, null);
        }

        if (source.Any(s => s.Key is not ("paypal" or "token")))
        {
            throw PayPalFailure.NotModelled("payment sources other than paypal and token");
        }

        var context = source.At("paypal", "experience_context");
        var vault = source.Text("paypal", "vault_id") ?? source.Text("token", "id");
        if (vault is not null && (vault.Length > 255 || vault.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))))
        {
            throw PayPalFailure.Invalid("INVALID_PARAMETER_SYNTAX", "payment_source/paypal/vault_id");
        }

        return new(vault, context is not null, context.Text("return_url"), context.Text("cancel_url"));
    }
}
