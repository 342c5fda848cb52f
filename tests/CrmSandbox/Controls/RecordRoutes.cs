using System.Text.Json.Nodes;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Controls;

/// <summary>The ledger of records, and what people do to them.</summary>
internal static class RecordRoutes
{
    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/{crm}/records/{type}", (string crm, string type, string? key, bool? removed, IEnumerable<IPeople> people) =>
            With(people, crm, type, (_, table) => Results.Json(new JsonArray([.. table.All.Where(r => Fits(table, r, key, removed)).Select(r => RecordView.Of(table, r))]))));
        routes.MapGet("/sandbox/{crm}/records/{type}/{id}", (string crm, string type, string id, IEnumerable<IPeople> people) =>
            With(people, crm, type, (_, table) => table.Any(id) is { } record ? Results.Json(RecordView.Of(table, record)) : None(id)));
        routes.MapPost("/sandbox/{crm}/records/{type}", (string crm, string type, JsonObject typed, IEnumerable<IPeople> people, TimeProvider time) =>
            With(people, crm, type, (who, table) => who.Books.HasRoom(1)
                ? Results.Json(RecordView.Of(table, who.Books.Make(table, who.Read(table, typed, null), time.GetUtcNow(), byPerson: true)))
                : Results.Problem("there are as many records as allowed (CrmSandbox__MaxRecords)", statusCode: 409)));
        routes.MapPost("/sandbox/{crm}/records/{type}/{id}", (string crm, string type, string id, JsonObject typed, IEnumerable<IPeople> people, TimeProvider time) =>
            WithRecord(people, crm, type, id, (who, table, record) =>
            {
                who.Books.Edit(table, record, who.Read(table, typed, record), time.GetUtcNow(), byPerson: true, always: false);
                return Results.Json(RecordView.Of(table, record));
            }));
        routes.MapPost("/sandbox/{crm}/records/{type}/{id}/delete", (string crm, string type, string id, IEnumerable<IPeople> people, TimeProvider time) =>
            WithRecord(people, crm, type, id, (who, table, record) =>
            {
                who.Books.Remove(table, record, time.GetUtcNow(), byPerson: true);
                return Results.NoContent();
            }));
        routes.MapPost("/sandbox/{crm}/records/{type}/{id}/erase", (string crm, string type, string id, IEnumerable<IPeople> people, TimeProvider time) =>
            WithRecord(people, crm, type, id, (who, table, record) =>
            {
                who.Books.Erase(table, record, time.GetUtcNow(), byPerson: true);
                return Results.NoContent();
            }));
        routes.MapPost("/sandbox/{crm}/records/{type}/{id}/merge", (string crm, string type, string id, MergeRequest request, IEnumerable<IPeople> people, TimeProvider time) =>
            WithRecord(people, crm, type, id, (who, table, record) =>
                request.Into is null || table.Find(request.Into) is not { } into ? None(request.Into ?? "into")
                : ReferenceEquals(into, record) ? Results.Problem("a record cannot be merged with itself", statusCode: 400)
                : Results.Json(RecordView.Of(table, who.Merge(table, into, record, time.GetUtcNow())))));
    }

    private static bool Fits(RecordTable table, Record record, string? key, bool? removed) =>
        (removed is null || record.Lives != removed)
        && (key is null || table.Schema.Fields.Any(f => f is { Unique: true, Custom: true } && record.Text(f.Name) == key));

    private static IResult With(IEnumerable<IPeople> people, string crm, string type, Func<IPeople, RecordTable, IResult> act)
    {
        if (people.FirstOrDefault(p => p.Books.Crm == crm) is not { } who)
        {
            return Results.Problem("the CRM is hubspot or salesforce", statusCode: 404);
        }

        lock (who.Books.Gate)
        {
            if (who.Books.Table(type) is not { } table)
            {
                return Results.Problem($"the type is one of {string.Join(", ", who.Books.Tables.Select(t => t.Schema.Name))}", statusCode: 404);
            }

            try
            {
                return act(who, table);
            }
            catch (PersonRefused refusal)
            {
                return Results.Problem(refusal.Message, statusCode: 400);
            }
        }
    }

    private static IResult WithRecord(IEnumerable<IPeople> people, string crm, string type, string id, Func<IPeople, RecordTable, Record, IResult> act) =>
        With(people, crm, type, (who, table) => table.Find(id) is { } record ? act(who, table, record) : None(id));

    private static IResult None(string id) => Results.Problem($"there is no record {id}", statusCode: 404);

    private sealed record MergeRequest(string? Into);
}
