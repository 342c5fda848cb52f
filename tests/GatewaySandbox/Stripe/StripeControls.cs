using Integration.GatewaySandbox.Http;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>The sandbox's own controls for Stripe: what customers and banks do, time, and faults planted by hand.</summary>
internal static class StripeControls
{
    private sealed record Advance(double AdvanceSeconds);

    private sealed record OpenDispute(string? Intent, long? Amount, string? Reason, bool Inquiry, bool Again, bool Refunded);

    private sealed record Decision(string? Outcome);

    private sealed record Plant(string? Intent, string? Like, Dictionary<string, string>? Metadata);

    public static void MapStripeControls(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/authenticate/{intent}", (HttpContext http, StripeFrontDoor door, string intent, string? outcome) =>
            door.ActAsync(http, Operations.Authenticate, intent, (account, call) => account.Intents.Authenticate(intent, outcome, call)));
        routes.MapPost("/sandbox/payments/{intent}", (HttpContext http, StripeFrontDoor door, string intent, string? outcome) =>
            door.ActAsync(http, Operations.SettlePayment, intent, (account, call) => account.Intents.SettlePayment(intent, outcome, call)));
        routes.MapPost("/sandbox/refunds/{refund}", (HttpContext http, StripeFrontDoor door, string refund, string? outcome) =>
            door.ActAsync(http, Operations.SettleRefund, refund, (account, call) => Settle(account, refund, outcome, call)));
        routes.MapPost("/sandbox/disputes", (HttpContext http, StripeFrontDoor door, OpenDispute open) =>
            door.ActAsync(http, Operations.Dispute, open.Intent, (account, call) => account.Disputes.Open(
                open.Intent ?? throw StripeFailure.Missing("intent"), open.Amount, open.Reason ?? (open.Inquiry ? "general" : "fraudulent"), open.Inquiry, call, open.Again, open.Refunded)));
        routes.MapPost("/sandbox/disputes/{dispute}", (HttpContext http, StripeFrontDoor door, string dispute, Decision decision) =>
            door.ActAsync(http, Operations.Dispute, dispute, (account, call) => account.Disputes.Decide(dispute, decision.Outcome, call)));
        routes.MapPost("/sandbox/stripe/plant-capture", (HttpContext http, StripeFrontDoor door, Plant plant) =>
            door.ActAsync(http, Operations.PlantCapture, plant.Intent ?? plant.Like, (account, call) => Capture(account, plant, call)));
        routes.MapDelete("/sandbox/idempotency-keys", (StripeEngine engine) =>
        {
            engine.ForgetKeys();
            return Results.NoContent();
        });
        routes.MapPost("/sandbox/clock", (Advance by, SandboxClock clock) =>
        {
            if (by.AdvanceSeconds is not (>= 0 and <= 315_576_000))
            {
                return Results.Problem("advanceSeconds is 0 … 315576000: the clock never goes back", statusCode: 400);
            }

            clock.Advance(TimeSpan.FromSeconds(by.AdvanceSeconds));
            return Results.Ok(new { now = clock.GetUtcNow() });
        });
        routes.MapGet("/sandbox/log", (CallLog log, string? operation, string? key, string? objectId, bool? held) => log.Read()
            .Where(e => (held is null || e.Held == held) && (operation is null || e.Operation == operation) && (key is null || e.Key == key) && (objectId is null || e.ObjectId == objectId)));
    }

    private static Executed Settle(StripeAccount account, string refund, string? outcome, StripeCall call) => outcome is "succeed" or "fail"
        ? account.Refunds.Settle(refund, outcome == "succeed", call) ?? throw StripeFailure.Saying("The refund's status does not allow this end.", null, "outcome")
        : throw StripeFailure.Invalid("outcome is succeed or fail", null, "outcome");

    private static Executed Capture(StripeAccount account, Plant plant, StripeCall call) => (plant.Intent, plant.Like) switch
    {
        ({ } intent, null) => account.Intents.PlantCapture(intent, call),
        (null, { } like) => account.Intents.PlantTwin(like, plant.Metadata ?? [], call),
        _ => throw StripeFailure.Invalid("Say either intent, whose money is to be taken, or like, whose twin is to be made.", null, "intent"),
    };
}
