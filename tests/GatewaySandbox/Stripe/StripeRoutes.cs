using Integration.GatewaySandbox.Http;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Where Stripe's API is.</summary>
internal static class StripeRoutes
{
    /// <summary>Every call there is.</summary>
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("POST", "/v1/payment_intents", Operations.Create),
        new("GET", "/v1/payment_intents", Operations.List),
        new("GET", "/v1/payment_intents/{id}", Operations.Retrieve),
        new("POST", "/v1/payment_intents/{id}", Operations.Update),
        new("POST", "/v1/payment_intents/{id}/confirm", Operations.Confirm),
        new("POST", "/v1/payment_intents/{id}/capture", Operations.Capture),
        new("POST", "/v1/payment_intents/{id}/cancel", Operations.Cancel),
        new("GET", "/v1/charges", Operations.ListCharges),
        new("GET", "/v1/charges/{id}", Operations.RetrieveCharge),
        new("POST", "/v1/refunds", Operations.Refund),
        new("GET", "/v1/refunds", Operations.ListRefunds),
        new("GET", "/v1/refunds/{id}", Operations.RetrieveRefund),
        new("POST", "/v1/refunds/{id}/cancel", Operations.CancelRefund),
        new("GET", "/v1/disputes", Operations.ListDisputes),
        new("GET", "/v1/disputes/{id}", Operations.RetrieveDispute),
        new("POST", "/v1/disputes/{id}/close", Operations.CloseDispute),
    ];

    public static void MapStripe(this IEndpointRouteBuilder routes)
    {
        ApiRoute.Map(routes, All, (http, operation, id) => http.RequestServices.GetRequiredService<StripeFrontDoor>().HandleAsync(http, operation, id));
        routes.Map("/v1/{**rest}", (HttpContext http) => Results.Text(
            StripeFailure.NoUrl(http.Request.Method, http.Request.Path).Answer(StripeIds.Request()).Body, "application/json", statusCode: 404));
    }
}
