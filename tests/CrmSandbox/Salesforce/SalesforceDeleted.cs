using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Integration.CrmSandbox.Http;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>What is asked of deleted records too: what changed (<see cref="SalesforceQueries"/>), and into which record deleted ones were merged.</summary>
internal sealed partial class SalesforceDeleted(SalesforceBooks books, SalesforceQueries queries)
{
    public ApiAnswer Query(ApiCall call)
    {
        var parts = Form().Match(call.Query("q") ?? "");
        if (!parts.Success)
        {
            return queries.QueryAll(call);
        }

        lock (books.Books.Gate)
        {
            var table = books.Books.Table(parts.Groups["type"].Value)
                ?? throw new ApiRefusal(SalesforceFailure.Of(400, "INVALID_TYPE", $"sObject type '{parts.Groups["type"].Value}' is not supported."));
            var fields = SalesforceReader.Fields(table, ["Id", "MasterRecordId"]);
            var version = call.Route("version");
            JsonArray records = [.. from id in parts.Groups["id"].Captures
                                    let record = SalesforceIds.Long(id.Value) is { } whole ? table.Any(whole) : null
                                    where record is { Lives: false }
                                    let view = SalesforceViews.Of(table, record, fields, version)
                                    select With(view, "MasterRecordId", record.MergedInto)];
            return new(200, new JsonObject { ["totalSize"] = records.Count, ["done"] = true, ["records"] = records });
        }
    }

    private static JsonObject With(JsonObject view, string name, string? value)
    {
        view[name] = value;
        return view;
    }

    [GeneratedRegex(@"^\s*SELECT\s+Id\s*,\s*MasterRecordId\s+FROM\s+(?<type>\w+)\s+WHERE\s+IsDeleted\s*=\s*true\s+AND\s+Id\s+IN\s*\(\s*'(?<id>\w+)'(?:\s*,\s*'(?<id>\w+)')*\s*\)\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
