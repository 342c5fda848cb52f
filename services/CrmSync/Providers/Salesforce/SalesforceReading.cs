using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Reads records by id. One that was merged into another is deleted and names the other, so what is missing is looked for there.</summary>
internal sealed class SalesforceReading(SalesforceCalls calls)
{
    private const string Modified = "LastModifiedDate";

    /// <summary>A record that was merged may have been merged again; longer chains are not followed.</summary>
    private const int MostMerges = 5;

    /// <summary>The types that Salesforce merges: only these have a MasterRecordId.</summary>
    private static readonly HashSet<string> Mergeable = new(StringComparer.OrdinalIgnoreCase) { "Account", "Case", "Contact", "Individual", "Lead" };

    public async Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        var words = new SalesforceWords(objectType, fields);
        var found = new List<CrmRecord>();
        var asked = ids.Distinct(StringComparer.Ordinal).ToLookup(id => id);
        for (var merges = 0; asked.Count > 0; merges++)
        {
            var records = await RetrieveAsync(objectType, [.. asked.Select(a => a.Key)], fields, words, cancellationToken);
            found.AddRange(records.SelectMany(record => asked[record.AskedFor].Select(original => record with { AskedFor = original })));
            var missing = asked.Where(a => records.All(r => r.AskedFor != a.Key)).ToList();
            if (missing.Count == 0 || merges == MostMerges || !Mergeable.Contains(objectType))
            {
                break;
            }

            var masters = await MastersAsync(objectType, [.. missing.Select(m => m.Key)], words, cancellationToken);
            asked = missing.Where(m => masters.ContainsKey(m.Key)).SelectMany(m => m.Select(original => (Master: masters[m.Key], original))).ToLookup(m => m.Master, m => m.original);
        }

        return found;
    }

    private async Task<List<CrmRecord>> RetrieveAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, SalesforceWords words, CancellationToken cancellationToken)
    {
        var request = ExternalRequest.Json(
            HttpMethod.Post,
            $"{calls.Root}/composite/sobjects/{Uri.EscapeDataString(objectType)}",
            new SalesforceRetrieve(ids, [.. fields.Concat(["Id", Modified]).Distinct(StringComparer.OrdinalIgnoreCase)]));
        var (records, refused) = await calls.SendAsync<IReadOnlyList<JsonObject?>>(request, words, cancellationToken);
        return refused is not null ? throw SalesforceCalls.Refused(words.Refusal(refused))
            : records!.Count != ids.Count ? throw new CrmCallException(CrmFailureKind.Unavailable, $"Salesforce answered {records.Count} of {ids.Count} records")
            : [.. from record in records.Zip(ids)
                  where record.First is not null
                  select Record(record.First, record.Second, fields)];
    }

    private async Task<Dictionary<string, string>> MastersAsync(string objectType, IReadOnlyList<string> ids, SalesforceWords words, CancellationToken cancellationToken)
    {
        var plain = ids.Where(id => id.Length is 15 or 18 && id.All(char.IsAsciiLetterOrDigit)).ToList();
        if (plain.Count == 0)
        {
            return [];
        }

        var query = $"SELECT Id, MasterRecordId FROM {objectType} WHERE IsDeleted = true AND Id IN ({string.Join(',', plain.Select(id => $"'{id}'"))})";
        var (rows, refused) = await calls.SendAsync<SalesforceRows<SalesforceMerged>>(
            new() { Method = HttpMethod.Get, Path = $"{calls.Root}/queryAll?q={Uri.EscapeDataString(query)}" }, words, cancellationToken);
        return refused is not null ? throw SalesforceCalls.Refused(words.Refusal(refused))
            : rows!.Records.Where(r => r.MasterRecordId is not null).SelectMany(r => ids.Where(id => SalesforceId.Long(id) == r.Id).Select(id => (id, r.MasterRecordId!)))
                .DistinctBy(r => r.id).ToDictionary(r => r.id, r => r.Item2);
    }

    private static CrmRecord Record(JsonObject record, string askedFor, IReadOnlyList<string> fields) => new(
        Text(record, "Id") ?? askedFor,
        askedFor,
        fields.Distinct().ToDictionary(f => f, f => Text(record, f)),
        SalesforceTime.Read(Text(record, Modified), Modified));

    /// <summary>Salesforce does not tell upper from lower case in names.</summary>
    private static string? Text(JsonObject record, string field) =>
        record.FirstOrDefault(p => string.Equals(p.Key, field, StringComparison.OrdinalIgnoreCase)).Value switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
            var value => value.ToJsonString(),
        };
}
