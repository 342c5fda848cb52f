using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Reads records and the properties they have.</summary>
internal sealed class HubSpotReader(IOptions<CrmSandboxOptions> options, HubSpotBooks books, HubSpotBatches batches)
{
    private readonly HubSpotOptions _options = options.Value.HubSpot;

    /// <summary>Records by id. An id that was merged leads to the record it lives on in, under that one's id; two ids of one record give one result.</summary>
    public ApiAnswer Batch(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = batches.Table(call.Route("type"));
            var (body, inputs) = HubSpotBatches.Inputs(call, _options.MaxBatch);
            var property = HubSpotBatches.Text(body, "idProperty") is { Length: > 0 } name && name != "hs_object_id" ? name : null;
            HubSpotBatches.RequireUnique(table, property);
            List<string> properties = body["properties"] is JsonArray list ? [.. list.Select(p => p?.ToString() ?? "")] : [];
            List<string> ids = [.. inputs.Select(i => HubSpotBatches.Text(i, "id") ?? throw new ApiRefusal(HubSpotFailure.Bad("Invalid input JSON: id is required")))];
            var found = ids.Select(id => (Id: id, Record: Find(table, property, id))).ToList();
            List<string> gone = [.. found.Where(f => f.Record is null).Select(f => f.Id)];
            var results = found.Select(f => f.Record).OfType<Record>().Distinct().Reverse().Select(r => HubSpotViews.Of(table, r, properties, _options));
            List<JsonObject> errors = gone.Count == 0 ? [] : [NotFound(table, gone)];
            return new(errors.Count == 0 ? 200 : 207, HubSpotViews.Batch(results, errors, call.At)) { Records = ids.Count, Refused = gone.Count };
        }
    }

    public ApiAnswer One(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = batches.Table(call.Route("type"));
            var property = call.Query("idProperty");
            HubSpotBatches.RequireUnique(table, property);
            var record = Find(table, property, call.Route("id")) ?? throw new ApiRefusal(HubSpotFailure.NotFound());
            var properties = call.Request.Query["properties"].SelectMany(p => (p ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return new(200, HubSpotViews.Of(table, record, properties, _options));
        }
    }

    public ApiAnswer Properties(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = batches.Table(call.Route("type"));
            return new(200, new JsonObject { ["results"] = new JsonArray([.. table.Schema.Fields.Select(f => HubSpotViews.Of(f, _options))]) });
        }
    }

    /// <summary>HubSpot's entry for ids that lead nowhere.</summary>
    public static JsonObject NotFound(RecordTable table, IEnumerable<string> ids) => HubSpotViews.Error(
        "OBJECT_NOT_FOUND", $"Could not get some {table.Schema.Name.TrimEnd('s').ToUpperInvariant()} objects, they may be deleted or not exist. Check that ids are valid.", "ids", ids);

    private static Record? Find(RecordTable table, string? property, string id) => property is null ? table.Find(id) : table.FindBy(property, id);
}
