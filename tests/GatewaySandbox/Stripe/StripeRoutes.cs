using Integration.GatewaySandbox.Http;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Where Stripe's API and the sandbox's own controls for it are.</summary>
internal static class StripeRoutes
{
    private sealed record Advance(double AdvanceSeconds);

    public static void MapStripe(this IEndpointRouteBuilder routes)
    {
        const string intents = "/v1/payment_intents";
        routes.MapPost(intents, (HttpContext http, StripeFrontDoor door) => door.HandleAsync(http, Operations.Create, null));
        routes.MapGet(intents, (HttpContext http, StripeFrontDoor door) => door.HandleAsync(http, Operations.List, null));
        routes.MapGet(intents + "/{id}", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.Retrieve, id));
        routes.MapPost(intents + "/{id}", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.Update, id));
        routes.MapPost(intents + "/{id}/confirm", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.Confirm, id));
        routes.MapPost(intents + "/{id}/capture", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.Capture, id));
        routes.MapPost(intents + "/{id}/cancel", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.Cancel, id));
        routes.MapGet("/v1/charges/{id}", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.RetrieveCharge, id));
        routes.Map("/v1/{**rest}", (HttpContext http) => Results.Text(
            StripeFailure.NoUrl(http.Request.Method, http.Request.Path).Answer(StripeIds.Request()).Body, "application/json", statusCode: 404));
    }

    public static void MapStripeControls(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/authenticate/{intent}", (HttpContext http, StripeFrontDoor door, string intent, string? outcome) => door.AuthenticateAsync(http, intent, outcome));
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
        routes.MapGet("/sandbox/log", (CallLog log, string? operation, string? key, string? objectId) => log.Read()
            .Where(e => (operation is null || e.Operation == operation) && (key is null || e.Key == key) && (objectId is null || e.ObjectId == objectId)));
    }
}
