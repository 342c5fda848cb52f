using System.Text;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>What a payer, a bank or PayPal itself would do, on demand; and the root that webhooks' certificates lead to.</summary>
internal static class PayPalControls
{
    private static readonly Dictionary<string, string> Outcomes = new(StringComparer.Ordinal)
    {
        ["seller"] = "RESOLVED_SELLER_FAVOUR", ["buyer"] = "RESOLVED_BUYER_FAVOUR", ["canceled"] = "CANCELED_BY_BUYER", ["accepted"] = "ACCEPTED", ["denied"] = "DENIED", ["none"] = "NONE",
    };

    private sealed record Dispute(string? Capture, string? Order, long? AmountMinor, string? Reason);

    private sealed record Plant(string? OrderId, string? InvoiceId, string? CustomId, long? AmountMinor, string? Currency);

    public static void MapPayPalControls(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/paypal/orders/{id}/approve", ApproveAsync);
        routes.MapGet("/checkoutnow", CheckoutPage.Show);
        routes.MapPost("/checkoutnow", CheckoutPage.ApproveAsync);
        routes.MapPost("/sandbox/paypal/settle/{id}", async (HttpContext http, PayPalFrontDoor door, PayPalEngine engine, PublicAddress address, string id, string? outcome) =>
            outcome is not (null or "completed" or "denied" or "failed") ? Results.Problem("outcome is completed, denied or failed", statusCode: 400)
            : await door.ControlAsync(http, PayPalOperations.Settle, id, () => engine.Refunds.Settle(id, outcome, address.Origin)) ? Results.NoContent() : Results.Empty);
        routes.MapPost("/sandbox/paypal/plant-capture", PlantAsync);
        routes.MapPost("/sandbox/paypal/disputes", DisputeAsync);
        routes.MapPost("/sandbox/paypal/disputes/{id}/resolve", async (HttpContext http, PayPalFrontDoor door, PayPalEngine engine, PublicAddress address, string id, string? outcome) =>
            outcome is null || !Outcomes.TryGetValue(outcome, out var word) ? Results.Problem($"outcome is one of {string.Join(", ", Outcomes.Keys)}", statusCode: 400)
            : await door.ControlAsync(http, PayPalOperations.Dispute, id, () => engine.Disputes.Resolve(id, word, address.Origin)) ? Results.NoContent() : Results.Empty);
        routes.MapPost("/sandbox/paypal/disputes/{id}/appeal", async (HttpContext http, PayPalFrontDoor door, PayPalEngine engine, PublicAddress address, string id) =>
            await door.ControlAsync(http, PayPalOperations.Dispute, id, () => engine.Disputes.Appeal(id, address.Origin)) ? Results.NoContent() : Results.Empty);
        routes.MapDelete("/sandbox/paypal/request-ids", (PayPalEngine engine) =>
        {
            engine.Change(() => new PayPalChanges { ForgetKeys = true });
            return Results.NoContent();
        });
        routes.MapDelete("/sandbox/paypal/tokens", (TokenDesk tokens) =>
        {
            tokens.Revoke();
            return Results.NoContent();
        });
        routes.MapGet("/sandbox/paypal/root.pem", (PayPalAuthority authority) => Pem(authority.Root));
        routes.MapGet("/sandbox/paypal/certs/{name}", (PayPalAuthority authority, string name) => name == authority.Name ? Pem(authority.Certificate) : Results.NotFound());
    }

    private static IResult Pem(string text) => Results.Text(text, "application/x-pem-file", Encoding.ASCII);

    private static async Task<IResult> ApproveAsync(HttpContext http, PayPalFrontDoor door, PayPalEngine engine, PublicAddress address, string id) =>
        await door.ControlAsync(http, PayPalOperations.Approve, id, () => engine.Orders.Approve(id, address.Origin)) ? Results.NoContent() : Results.Empty;

    private static async Task<IResult> DisputeAsync(HttpContext http, PayPalFrontDoor door, PayPalEngine engine, PublicAddress address, Dispute asked)
    {
        if ((asked.Capture ?? asked.Order) is not { } id || asked.AmountMinor <= 0)
        {
            return Results.Problem("capture or order is the id of what is disputed; amountMinor is positive", statusCode: 400);
        }

        string? made = null;
        return await door.ControlAsync(http, PayPalOperations.Dispute, id, () =>
        {
            var changes = engine.Disputes.Open(id, asked.AmountMinor, asked.Reason, address.Origin);
            made = changes.Disputes[0].Id;
            return changes;
        }) ? Results.Ok(new { id = made }) : Results.Empty;
    }

    private static async Task<IResult> PlantAsync(
        HttpContext http, PayPalFrontDoor door, PayPalEngine engine, PayPalStore store, PublicAddress address, TimeProvider time, Plant asked)
    {
        if ((asked.OrderId ?? asked.InvoiceId) is not { } id)
        {
            return Results.Problem("orderId is an order that is to be captured after all, or invoiceId that of a payment that is to be paid a second time", statusCode: 400);
        }

        OrderState? planted = null;
        return await door.ControlAsync(http, PayPalOperations.Plant, id, () =>
        {
            var changes = engine.Orders.Plant(asked.OrderId is not null ? Late(store, id) : Second(store, asked, time.GetUtcNow()), address.Origin);
            planted = changes.Orders[0];
            return changes;
        }) ? Results.Ok(new { orderId = planted!.Id, captureId = planted.Capture }) : Results.Empty;
    }

    private static OrderState Late(PayPalStore store, string id) =>
        store.TryOrder(id, out var order) ? order.Capture is null ? order : throw PayPalFailure.Unprocessable("ORDER_ALREADY_CAPTURED") : throw PayPalFailure.NotFound();

    /// <summary>As the newest order of the invoice, or as asked.</summary>
    private static OrderState Second(PayPalStore store, Plant asked, DateTimeOffset now)
    {
        var like = store.Orders.LastOrDefault(o => o.InvoiceId == asked.InvoiceId);
        return new OrderState
        {
            Id = PayPalIds.Object(),
            Created = now,
            Updated = now,
            Status = "APPROVED",
            InvoiceId = asked.InvoiceId,
            CustomId = asked.CustomId ?? like?.CustomId,
            Currency = asked.Currency ?? like?.Currency ?? throw PayPalFailure.Missing("currency"),
            AmountMinor = asked.AmountMinor ?? like?.AmountMinor ?? throw PayPalFailure.Missing("amountMinor"),
        };
    }
}
