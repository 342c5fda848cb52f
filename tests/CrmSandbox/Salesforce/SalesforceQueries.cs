using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>The form of query that is modelled: what changed since a time, oldest first.</summary>
internal sealed partial class SalesforceQueries(IOptions<CrmSandboxOptions> options, SalesforceBooks books)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Locator, JsonArray Records)> _cursors = [];
    private long _number;

    /// <summary>The first page; the following ones show the records as they were then.</summary>
    public ApiAnswer Query(ApiCall call) => Query(call, all: false);

    /// <summary>The same with what was deleted or merged away.</summary>
    public ApiAnswer QueryAll(ApiCall call) => Query(call, all: true);

    private ApiAnswer Query(ApiCall call, bool all)
    {
        var parts = Form().Match(call.Query("q") ?? "");
        if (!parts.Success
            || !DateTimeOffset.TryParse(parts.Groups["since"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since)
            || !int.TryParse(parts.Groups["limit"] is { Success: true } given ? given.Value : $"{int.MaxValue}", CultureInfo.InvariantCulture, out var limit))
        {
            throw new ApiRefusal(SalesforceFailure.Of(400, "MALFORMED_QUERY", "The sandbox models SELECT … FROM … WHERE SystemModstamp > … ORDER BY SystemModstamp, Id LIMIT … (>= and no limit, too)"));
        }

        var itself = parts.Groups["itself"].Success;

        lock (books.Books.Gate)
        {
            var table = books.Books.Table(parts.Groups["type"].Value)
                ?? throw new ApiRefusal(SalesforceFailure.Of(400, "INVALID_TYPE", $"sObject type '{parts.Groups["type"].Value}' is not supported."));
            var fields = SalesforceReader.Fields(table, parts.Groups["fields"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            var version = call.Route("version");
            var records = table.All.Where(r => (all || r.Lives) && (Whole(r.ModifiedAt) > since || (itself && Whole(r.ModifiedAt) == since)))
                .OrderBy(r => Whole(r.ModifiedAt)).ThenBy(r => r.Id, StringComparer.Ordinal).Take(limit)
                .Select(r => SalesforceViews.Of(table, r, fields, version));
            return Page(new JsonArray([.. records]), 0, version, null);
        }
    }

    /// <summary>A later page.</summary>
    public ApiAnswer Next(ApiCall call)
    {
        var parts = call.Route("locator").Split('-');
        lock (_gate)
        {
            var cursor = _cursors.FirstOrDefault(c => c.Locator == parts[0]);
            return cursor.Records is not null && parts.Length == 2 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var from) && from >= 0
                ? Page(cursor.Records, from, call.Route("version"), cursor.Locator)
                : throw new ApiRefusal(SalesforceFailure.Of(400, "INVALID_QUERY_LOCATOR", "invalid query locator"));
        }
    }

    private ApiAnswer Page(JsonArray records, int from, string version, string? locator)
    {
        var size = options.Value.Salesforce.QueryPageSize;
        var done = from + size >= records.Count;
        var body = new JsonObject
        {
            ["totalSize"] = records.Count,
            ["done"] = done,
            ["records"] = new JsonArray([.. records.Skip(from).Take(size).Select(r => r!.DeepClone())]),
        };
        if (!done)
        {
            body["nextRecordsUrl"] = $"/services/data/v{version}/query/{locator ?? Keep(records)}-{from + size}";
        }

        return new(200, body);
    }

    private string Keep(JsonArray records)
    {
        lock (_gate)
        {
            var locator = "01g" + (++_number).ToString("D12", CultureInfo.InvariantCulture);
            _cursors.AddLast((locator, records));
            while (_cursors.Count > options.Value.Salesforce.MaxCursors)
            {
                _cursors.RemoveFirst();
            }

            return locator;
        }
    }

    /// <summary>As it is shown: to the millisecond. What is compared has to be what was told.</summary>
    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    [GeneratedRegex(@"^\s*SELECT\s+(?<fields>[\w\s,]+?)\s+FROM\s+(?<type>\w+)\s+WHERE\s+SystemModstamp\s*>(?<itself>=)?\s*(?<since>\S+)\s+ORDER\s+BY\s+SystemModstamp(?:\s+ASC)?\s*,\s*Id(?:\s+ASC)?(?:\s+LIMIT\s+(?<limit>\d+))?\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
