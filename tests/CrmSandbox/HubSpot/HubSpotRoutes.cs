using Integration.CrmSandbox.Http;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>HubSpot's parts and where its API is.</summary>
internal static class HubSpotRoutes
{
    public static void AddHubSpot(this IServiceCollection services)
    {
        services.AddSingleton<HubSpotEvents>();
        services.AddSingleton<HubSpotBooks>();
        services.AddSingleton<HubSpotManners>();
        services.AddSingleton<HubSpotTokenDesk>();
        services.AddSingleton<HubSpotBatches>();
        services.AddSingleton<HubSpotWriter>();
        services.AddSingleton<HubSpotReader>();
        services.AddSingleton<HubSpotRemover>();
        services.AddSingleton<HubSpotAssociations>();
        services.AddSingleton<HubSpotWebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<HubSpotWebhookSender>());
        services.AddHttpClient(HubSpotWebhookSender.ClientName).ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
    }

    public static void MapHubSpot(this IEndpointRouteBuilder routes)
    {
        Map<HubSpotWriter>(routes, "POST", "/crm/v3/objects/{type}/batch/upsert", (writer, call) => writer.Upsert(call));
        Map<HubSpotWriter>(routes, "POST", "/crm/v3/objects/{type}/batch/update", (writer, call) => writer.Update(call));
        Map<HubSpotReader>(routes, "POST", "/crm/v3/objects/{type}/batch/read", (reader, call) => reader.Batch(call));
        Map<HubSpotReader>(routes, "GET", "/crm/v3/objects/{type}/{id}", (reader, call) => reader.One(call));
        Map<HubSpotReader>(routes, "GET", "/crm/v3/properties/{type}", (reader, call) => reader.Properties(call));
        Map<HubSpotRemover>(routes, "DELETE", "/crm/v3/objects/{type}/{id}", (remover, call) => remover.Archive(call));
        Map<HubSpotRemover>(routes, "POST", "/crm/v3/objects/{type}/gdpr-delete", (remover, call) => remover.Erase(call));
        Map<HubSpotRemover>(routes, "POST", "/crm/v3/objects/{type}/merge", (remover, call) => remover.Merge(call));
        Map<HubSpotAssociations>(routes, "POST", "/crm/v4/associations/{from}/{to}/batch/associate/default", (associations, call) => associations.Associate(call));
        Map<HubSpotAssociations>(routes, "GET", "/crm/v4/objects/{type}/{id}/associations/{to}", (associations, call) => associations.List(call));
        routes.MapPost("/oauth/2026-03/token", (HttpContext http, FrontDoor door, HubSpotTokenDesk desk) => door.HandleAsync(http, desk, "/oauth/2026-03/token", desk.Give));
        routes.Map("/crm/{**rest}", (HttpContext http, FrontDoor door, HubSpotManners manners) => door.HandleAsync(http, manners, "/crm/…", _ => HubSpotFailure.Of(404, "OBJECT_NOT_FOUND", "The sandbox does not model this call.")));
    }

    /// <summary>In counts, the names of object types stand for themselves; only ids have a placeholder.</summary>
    private static void Map<T>(IEndpointRouteBuilder routes, string method, string template, Func<T, ApiCall, ApiAnswer> execute)
        where T : notnull =>
        routes.MapMethods(template, [method], (HttpContext http, FrontDoor door, HubSpotManners manners, T part) =>
            door.HandleAsync(http, manners, Named(template, http.Request), call => execute(part, call)));

    private static string Named(string template, HttpRequest request) =>
        ((string[])["type", "from", "to"]).Aggregate(template, (path, name) => request.RouteValues[name] is string value ? path.Replace($"{{{name}}}", Name(value), StringComparison.Ordinal) : path);

    /// <summary>Types that there are not are counted as one.</summary>
    private static string Name(string type) =>
        HubSpotSchemas.Aliases.TryGetValue(type, out var name) ? name : HubSpotSchemas.Aliases.Values.Contains(type, StringComparer.Ordinal) ? type : "…";
}
