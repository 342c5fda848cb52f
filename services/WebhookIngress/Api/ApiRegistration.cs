using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Integration.Hosting.Startup;
using Integration.WebhookIngress.Api.Description;
using Integration.WebhookIngress.Api.Explain;
using Integration.WebhookIngress.Api.Operations;
using Integration.WebhookIngress.Api.Payments;
using Integration.WebhookIngress.Api.Refunds;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Api.Writes;
using Integration.WebhookIngress.Persistence;

namespace Integration.WebhookIngress.Api;

/// <summary>The REST API: what it needs, and its routes.</summary>
internal static class ApiRegistration
{
    public static void AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLiveSettings<ApiOptions>(ApiOptions.Section);
        services.AddApiSecurity(configuration);
        services.AddApiDescription();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;     // it is never put into a page
        });
        services.AddOwnedSchema<RequestsContext>(RequestsContext.Schema, options => new RequestsContext(options));
        services.AddRefusals();
        services.AddSingleton<ListLimit>();
        services.AddSingleton<WriteStore>();
        services.AddScoped<WriteOnce>();
        services.AddSingleton<PaymentReader>();
        services.AddSingleton<RefundReader>();
        services.AddSingleton<SettlementWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SettlementWatch>());
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/v1").RequireAuthorization().RequireRateLimiting(ApiRateLimit.Policy);
        api.MapPayments();
        api.MapRefunds();
        api.MapExplain();
        api.MapWebhookList();
        api.MapReplays();
        api.MapDeadLetters();
        app.MapApiDescription();
    }
}
