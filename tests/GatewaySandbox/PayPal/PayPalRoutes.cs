using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Ledger;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>PayPal's parts and where its API is.</summary>
internal static class PayPalRoutes
{
    public static void AddPayPal(this IServiceCollection services)
    {
        services.AddSingleton<IJournal<PayPalChanges>>(provider => JournalFile(provider) is { } file ? new JournalFile<PayPalChanges>(file + ".paypal") : new NoJournal<PayPalChanges>());
        services.AddSingleton(provider =>
        {
            var store = new PayPalStore(provider.GetRequiredService<IJournal<PayPalChanges>>(), provider.GetRequiredService<IOptions<SandboxOptions>>().Value.MaxObjects);
            store.Restore();
            return store;
        });
        services.AddSingleton<PayPalObjects>();
        services.AddSingleton<ILedgerSource, PayPalLedger>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton(provider => new PayPalAuthority(JournalFile(provider) is { } file ? file + ".paypal-root.pem" : null, TimeProvider.System));
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<PayPalOutage>();
        services.AddSingleton<PayPalEvents>();
        services.AddSingleton<PayPalEngine>();
        services.AddSingleton<PayPalWebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<PayPalWebhookSender>());
        services.AddSingleton<PayPalFrontDoor>();
    }

    public static void MapPayPal(this IEndpointRouteBuilder routes)
    {
        const string orders = "/v2/checkout/orders";
        routes.MapPost("/v1/oauth2/token", (HttpContext http, PayPalFrontDoor door) => door.TokenAsync(http));
        routes.MapPost(orders, (HttpContext http, PayPalFrontDoor door) => door.HandleAsync(http, PayPalOperations.Create, null));
        routes.MapGet(orders + "/{id}", LookUp);
        routes.MapPost(orders + "/{id}/capture", (HttpContext http, PayPalFrontDoor door, string id) => door.HandleAsync(http, PayPalOperations.Capture, id));
        routes.MapGet("/v2/payments/captures/{id}", LookUp);
        routes.MapPost("/v2/payments/captures/{id}/refund", (HttpContext http, PayPalFrontDoor door, string id) => door.HandleAsync(http, PayPalOperations.Refund, id));
        routes.MapGet("/v2/payments/refunds/{id}", LookUp);
        routes.MapGet("/v1/customer/disputes/{id}", LookUp);
        routes.MapGet("/v1/reporting/transactions", (HttpContext http, PayPalFrontDoor door) => door.HandleAsync(http, PayPalOperations.Report, null));
        routes.Map("/v2/{**rest}", () => Results.Text(PayPalFailure.NotFound().Body(PayPalIds.Debug()), "application/json", statusCode: 404));
    }

    private static Task LookUp(HttpContext http, PayPalFrontDoor door, string id) => door.HandleAsync(http, PayPalOperations.LookUp, id);

    private static string? JournalFile(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SandboxOptions>>().Value.JournalFile is { Length: > 0 } file ? file : null;
}
