using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Ledger;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>PayPal's parts and where its API is.</summary>
internal static class PayPalRoutes
{
    /// <summary>Where access tokens are given.</summary>
    public const string TokenPath = "/v1/oauth2/token";

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
        services.AddSingleton<PayPalProtocol>();
        services.AddSingleton<PayPalFrontDoor>();
    }

    /// <summary>Every call there is but the one for a token.</summary>
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("POST", "/v2/checkout/orders", PayPalOperations.Create),
        new("GET", "/v2/checkout/orders/{id}", PayPalOperations.LookUp),
        new("POST", "/v2/checkout/orders/{id}/capture", PayPalOperations.Capture),
        new("GET", "/v2/payments/captures/{id}", PayPalOperations.LookUp),
        new("POST", "/v2/payments/captures/{id}/refund", PayPalOperations.Refund),
        new("GET", "/v2/payments/refunds/{id}", PayPalOperations.LookUp),
        new("GET", "/v1/customer/disputes/{id}", PayPalOperations.LookUp),
        new("GET", "/v1/reporting/transactions", PayPalOperations.Report),
    ];

    public static void MapPayPal(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(TokenPath, (HttpContext http, PayPalFrontDoor door) => door.TokenAsync(http));
        ApiRoute.Map(routes, All, (http, operation, id) => http.RequestServices.GetRequiredService<PayPalFrontDoor>().HandleAsync(http, operation, id));
        routes.Map("/v2/{**rest}", () => Results.Text(PayPalFailure.NotFound().Body(PayPalIds.Debug()), "application/json", statusCode: 404));
    }

    private static string? JournalFile(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SandboxOptions>>().Value.JournalFile is { Length: > 0 } file ? file : null;
}
