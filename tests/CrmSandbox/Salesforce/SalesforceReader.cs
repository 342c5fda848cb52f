using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Reads records by id, and what Salesforce says of their types.</summary>
internal sealed class SalesforceReader(IOptions<CrmSandboxOptions> options, SalesforceBooks books, SalesforceManners manners)
{
    /// <summary>The type that the path names.</summary>
    /// <exception cref="ApiRefusal">There is none.</exception>
    public static RecordTable Table(SalesforceBooks books, ApiCall call) => books.Books.Table(call.Route("type")) ?? throw new ApiRefusal(SalesforceFailure.NotFound());

    /// <summary>Fields by name.</summary>
    /// <exception cref="ApiRefusal">One of them is not there, or none is named.</exception>
    public static List<FieldSchema> Fields(RecordTable table, IEnumerable<string> names)
    {
        List<FieldSchema> fields = [.. names.Select(name => table.Schema.Field(name) ?? throw new ApiRefusal(SalesforceFailure.NoSuchField(name, table.Schema.Name)))];
        return fields.Count > 0 ? fields : throw new ApiRefusal(SalesforceFailure.Of(400, "MALFORMED_QUERY", "fields are required"));
    }

    /// <summary>Records by id, in the order of the ids; null for one that is not there.</summary>
    public ApiAnswer Retrieve(ApiCall call)
    {
        var (ids, names) = call.Method == "GET" ? (Split(call.Query("ids")), Split(call.Query("fields"))) : Named(call);
        if (ids.Count > options.Value.Salesforce.MaxRetrieve)
        {
            throw new ApiRefusal(SalesforceFailure.TooMany(options.Value.Salesforce.MaxRetrieve));
        }

        lock (books.Books.Gate)
        {
            var table = Table(books, call);
            var fields = Fields(table, names);
            List<JsonNode?> views = [.. ids.Select(id => SalesforceIds.Long(id) is { } whole && table.Any(whole) is { Lives: true } record
                ? SalesforceViews.Of(table, record, fields, call.Route("version"))
                : null)];
            return new(200, new JsonArray([.. views])) { Records = ids.Count, Refused = views.Count(v => v is null) };
        }
    }

    public ApiAnswer One(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var table = Table(books, call);
            var record = SalesforceIds.Long(call.Route("id")) is { } id ? table.Any(id) : null;
            var fields = call.Query("fields") is { } names ? Fields(table, Split(names)) : [.. table.Schema.Fields];
            return record is null ? throw new ApiRefusal(SalesforceFailure.NotFound())
                : record.Lives ? new(200, SalesforceViews.Of(table, record, fields, call.Route("version")))
                : throw new ApiRefusal(SalesforceFailure.Deleted());
        }
    }

    public ApiAnswer Describe(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var schema = Table(books, call).Schema;
            return new(200, new JsonObject
            {
                ["name"] = schema.Name,
                ["label"] = schema.Name,
                ["keyPrefix"] = schema.Mark,
                ["custom"] = false,
                ["createable"] = true,
                ["updateable"] = true,
                ["deletable"] = true,
                ["queryable"] = true,
                ["fields"] = new JsonArray([.. schema.Fields.Select(f => SalesforceViews.Of(f))]),
            });
        }
    }

    public ApiAnswer Limits(ApiCall call)
    {
        var (taken, limit) = manners.Usage;
        return new(200, new JsonObject { ["DailyApiRequests"] = new JsonObject { ["Max"] = limit, ["Remaining"] = limit - taken } });
    }

    private static List<string> Split(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static (List<string> Ids, List<string> Fields) Named(ApiCall call)
    {
        var body = call.Json() ?? throw new ApiRefusal(SalesforceFailure.BadJson("Unexpected character at [line:1, column:1]"));
        return (List(body, "ids"), List(body, "fields"));
    }

    private static List<string> List(JsonObject body, string name) =>
        body[name] is JsonArray list ? [.. list.Select(item => item?.ToString() ?? "")] : throw new ApiRefusal(SalesforceFailure.Of(400, "REQUIRED_FIELD_MISSING", $"{name} is required"));
}
