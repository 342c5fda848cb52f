namespace Integration.GatewaySandbox.Stripe;

/// <summary>Where Stripe's API is.</summary>
internal static class StripeRoutes
{
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
        const string charges = "/v1/charges";
        routes.MapGet(charges, (HttpContext http, StripeFrontDoor door) => door.HandleAsync(http, Operations.ListCharges, null));
        routes.MapGet(charges + "/{id}", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.RetrieveCharge, id));
        const string refunds = "/v1/refunds";
        routes.MapPost(refunds, (HttpContext http, StripeFrontDoor door) => door.HandleAsync(http, Operations.Refund, null));
        routes.MapGet(refunds, (HttpContext http, StripeFrontDoor door) => door.HandleAsync(http, Operations.ListRefunds, null));
        routes.MapGet(refunds + "/{id}", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.RetrieveRefund, id));
        routes.MapPost(refunds + "/{id}/cancel", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.CancelRefund, id));
        const string disputes = "/v1/disputes";
        routes.MapGet(disputes, (HttpContext http, StripeFrontDoor door) => door.HandleAsync(http, Operations.ListDisputes, null));
        routes.MapGet(disputes + "/{id}", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.RetrieveDispute, id));
        routes.MapPost(disputes + "/{id}/close", (HttpContext http, StripeFrontDoor door, string id) => door.HandleAsync(http, Operations.CloseDispute, id));
        routes.Map("/v1/{**rest}", (HttpContext http) => Results.Text(
            StripeFailure.NoUrl(http.Request.Method, http.Request.Path).Answer(StripeIds.Request()).Body, "application/json", statusCode: 404));
    }
}
