using System.Globalization;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Default associations between records.</summary>
internal sealed class HubSpotAssociations(IOptions<CrmSandboxOptions> options, HubSpotBooks books, HubSpotBatches batches)
{
    private const int PageSize = 500;

    /// <summary>Associates pairs; a repeat changes nothing. The answer tells both directions of each.</summary>
    public ApiAnswer Associate(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var (from, to) = (batches.Table(call.Route("from")), batches.Table(call.Route("to")));
            var (forth, back) = (Number(from, to), Number(to, from));
            var (_, inputs) = HubSpotBatches.Inputs(call, options.Value.HubSpot.MaxAssociations);
            var results = new List<JsonObject>();
            var errors = new List<JsonObject>();
            foreach (var (one, other) in inputs.Select(i => (End(i, "from"), End(i, "to"))))
            {
                if (from.Find(one) is not { } first || to.Find(other) is not { } second)
                {
                    errors.Add(Invalid(one, other));
                    continue;
                }

                Books.Link(first, second);
                results.Add(Result(first, second, forth));
                results.Add(Result(second, first, back));
            }

            return new(errors.Count == 0 ? 200 : 207, HubSpotViews.Batch(results, errors, call.At)) { Records = inputs.Count, Refused = errors.Count };
        }
    }

    public ApiAnswer List(ApiCall call)
    {
        lock (books.Books.Gate)
        {
            var (from, to) = (batches.Table(call.Route("type")), batches.Table(call.Route("to")));
            var number = Number(from, to);
            var record = from.Find(call.Route("id")) ?? throw new ApiRefusal(HubSpotFailure.NotFound());
            List<string> ends = record.Links.TryGetValue(to.Schema.Name, out var ids) ? [.. ids] : [];
            var after = int.TryParse(call.Query("after"), CultureInfo.InvariantCulture, out var given) ? Math.Max(given, 0) : 0;
            var limit = int.TryParse(call.Query("limit"), CultureInfo.InvariantCulture, out var wanted) ? Math.Clamp(wanted, 1, PageSize) : PageSize;
            var body = new JsonObject
            {
                ["results"] = new JsonArray([.. ends.Skip(after).Take(limit).Select(id => new JsonObject
                {
                    ["toObjectId"] = long.Parse(id, CultureInfo.InvariantCulture),
                    ["associationTypes"] = new JsonArray(new JsonObject { ["category"] = "HUBSPOT_DEFINED", ["typeId"] = number, ["label"] = null }),
                })]),
            };
            if (after + limit < ends.Count)
            {
                body["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = (after + limit).ToString(CultureInfo.InvariantCulture) } };
            }

            return new(200, body);
        }
    }

    private static int Number(RecordTable from, RecordTable to) =>
        HubSpotSchemas.Associations.TryGetValue((from.Schema.Name, to.Schema.Name), out var number) ? number
            : throw new ApiRefusal(HubSpotFailure.Bad($"No default association from {from.Schema.Name} to {to.Schema.Name}"));

    private static string End(JsonObject input, string name) =>
        input[name] is JsonObject end && HubSpotBatches.Text(end, "id") is { Length: > 0 } id ? id
            : throw new ApiRefusal(HubSpotFailure.Bad($"Invalid input JSON: {name}.id is required"));

    private static JsonObject Result(Record from, Record to, int number) => new()
    {
        ["from"] = new JsonObject { ["id"] = from.Id },
        ["to"] = new JsonObject { ["id"] = to.Id },
        ["associationSpec"] = new JsonObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = number },
    };

    private static JsonObject Invalid(string from, string to) => new()
    {
        ["status"] = "error",
        ["category"] = "VALIDATION_ERROR",
        ["subCategory"] = "crm.associations.INVALID_OBJECT_IDS",
        ["message"] = "One or both of the records do not exist.",
        ["context"] = new JsonObject { ["fromObjectId"] = new JsonArray(from), ["toObjectId"] = new JsonArray(to) },
    };
}
