using Integration.CrmSandbox.Http;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Salesforce's parts and where its API is. Any version is answered alike.</summary>
internal static class SalesforceRoutes
{
    public static void AddSalesforce(this IServiceCollection services)
    {
        services.AddSingleton<SalesforceBooks>();
        services.AddSingleton<SalesforceSessions>();
        services.AddSingleton<SalesforceManners>();
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<SalesforceValues>();
        services.AddSingleton<SalesforceWriter>();
        services.AddSingleton<SalesforceReader>();
        services.AddSingleton<SalesforceQueries>();
        services.AddSingleton<SalesforceDeleted>();
    }

    public static void MapSalesforce(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/services/oauth2/token", (HttpContext http, FrontDoor door, TokenDesk desk) => door.HandleAsync(http, desk, "/services/oauth2/token", desk.Give));
        Map<SalesforceWriter>(routes, "PATCH", "composite/sobjects/{type}/{field}", (writer, call) => writer.Upsert(call));
        Map<SalesforceReader>(routes, "GET", "composite/sobjects/{type}", (reader, call) => reader.Retrieve(call));
        Map<SalesforceReader>(routes, "POST", "composite/sobjects/{type}", (reader, call) => reader.Retrieve(call));
        Map<SalesforceReader>(routes, "GET", "sobjects/{type}/describe", (reader, call) => reader.Describe(call));
        Map<SalesforceReader>(routes, "GET", "sobjects/{type}/{id}", (reader, call) => reader.One(call));
        Map<SalesforceWriter>(routes, "DELETE", "sobjects/{type}/{id}", (writer, call) => writer.Delete(call));
        Map<SalesforceReader>(routes, "GET", "limits", (reader, call) => reader.Limits(call));
        Map<SalesforceQueries>(routes, "GET", "query", (queries, call) => queries.Query(call));
        Map<SalesforceDeleted>(routes, "GET", "queryAll", (deleted, call) => deleted.Query(call));
        Map<SalesforceQueries>(routes, "GET", "query/{locator}", (queries, call) => queries.Next(call));
        routes.Map("/services/{**rest}", (HttpContext http, FrontDoor door, SalesforceManners manners) =>
            door.HandleAsync(http, manners, "/services/…", _ => SalesforceFailure.NotFound("The sandbox does not model this call.")));
    }

    private static void Map<T>(IEndpointRouteBuilder routes, string method, string path, Func<T, ApiCall, ApiAnswer> execute)
        where T : notnull =>
        routes.MapMethods("/services/data/v{version}/" + path, [method], (HttpContext http, FrontDoor door, SalesforceManners manners, T part) =>
            door.HandleAsync(http, manners, Named(path, http.Request), call => execute(part, call)));

    /// <summary>In counts, the names of object types and fields stand for themselves; those that there are not are counted as one.</summary>
    private static string Named(string path, HttpRequest request)
    {
        var schema = request.RouteValues["type"] is string type ? request.HttpContext.RequestServices.GetRequiredService<SalesforceBooks>().Books.Table(type)?.Schema : null;
        var field = request.RouteValues["field"] is string name ? schema?.Field(name)?.Name : null;
        return "/services/data/" + path.Replace("{type}", schema?.Name ?? "…", StringComparison.Ordinal).Replace("{field}", field ?? "…", StringComparison.Ordinal);
    }
}
