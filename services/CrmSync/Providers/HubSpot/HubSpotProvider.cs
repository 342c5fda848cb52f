using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;

namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>HubSpot (CRM API v3, associations v4).</summary>
internal sealed class HubSpotProvider(HubSpotCalls calls, HubSpotUpsert upsert) : ICrmProvider
{
    /// <summary>Names the ids that a record had before it was merged.</summary>
    private const string MergedIds = "hs_merged_object_ids";

    /// <inheritdoc />
    public string Name => "hubspot";

    /// <inheritdoc />
    public CrmMappingOptions Mapping => HubSpotMapping.Default;

    /// <inheritdoc />
    public int MaxBatch => 100;

    /// <summary>Newer subscriptions ("object.…") tell the type by its number.</summary>
    public string Word(string recordType) => recordType switch { "0-1" => "contact", "0-3" => "deal", _ => recordType };

    /// <inheritdoc />
    public async Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken)
    {
        Batch.Check([.. records.Select(r => r.Key)], MaxBatch);
        return await upsert.UpsertAsync(type, records, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<CrmSchema> DescribeAsync(string objectType, CancellationToken cancellationToken)
    {
        var words = new HubSpotWords(objectType);
        var (answer, refused) = await calls.SendAsync<HubSpotProperties>(
            new() { Method = HttpMethod.Get, Path = $"crm/v3/properties/{Uri.EscapeDataString(objectType)}" }, words, cancellationToken);
        return refused is null
            ? new(objectType, answer!.Results.Select(p => HubSpotSchema.Field(objectType, p)).ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase))
            : throw HubSpotCalls.Refused(words.Refusal(refused));
    }

    /// <summary>A merge makes a new record to which the ids of both old ones lead. Whoever asks for both is answered twice.</summary>
    public async Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        Batch.CheckSize(ids, MaxBatch);
        if (ids.Count == 0)
        {
            return [];
        }

        var words = new HubSpotWords(objectType, fields);
        var request = ExternalRequest.Json(
            HttpMethod.Post,
            $"crm/v3/objects/{Uri.EscapeDataString(objectType)}/batch/read",
            new HubSpotReadInputs(ids.Distinct().Select(id => new HubSpotRef(id)), fields.Append(MergedIds).Distinct()));
        var (answer, refused) = await calls.SendAsync<HubSpotBatch<HubSpotObject>>(request, words, cancellationToken);
        return refused switch
        {
            null => Found(answer!, ids, fields, words),
            { Category: "OBJECT_NOT_FOUND" } => [],
            _ => throw HubSpotCalls.Refused(words.Refusal(refused)),
        };
    }

    /// <summary>A contact is deleted for good, as the GDPR wants it, and HubSpot takes its address never again; anything else goes to the recycle bin for 90 days, because
    /// HubSpot has nothing more for it.</summary>
    public async Task ForgetAsync(string objectType, string id, CancellationToken cancellationToken)
    {
        var words = new HubSpotWords(objectType);
        var path = $"crm/v3/objects/{Uri.EscapeDataString(objectType)}";
        var refused = await calls.SendAsync(
            HubSpotSchema.IsContact(objectType)
                ? ExternalRequest.Json(HttpMethod.Post, $"{path}/gdpr-delete", new HubSpotForget(id))
                : new() { Method = HttpMethod.Delete, Path = $"{path}/{Uri.EscapeDataString(id)}" },
            words,
            cancellationToken);
        if (refused is { Category: not ("OBJECT_NOT_FOUND" or "HTTP_404") })
        {
            throw HubSpotCalls.Refused(words.Refusal(refused));
        }
    }

    /// <summary>What is not among the results is not there only when HubSpot says so: whoever asked takes it for deleted.</summary>
    /// <exception cref="CrmCallException">HubSpot does not say of each whether it is there.</exception>
    private static List<CrmRecord> Found(HubSpotBatch<HubSpotObject> answer, IReadOnlyList<string> ids, IReadOnlyList<string> fields, HubSpotWords words)
    {
        if (answer.Errors.FirstOrDefault(e => e.Category != "OBJECT_NOT_FOUND") is { } error)
        {
            var why = words.Refusal(error);
            throw error.Category == "VALIDATION_ERROR" && !why.Passing
                ? HubSpotCalls.Refused(why)
                : new CrmCallException(CrmFailureKind.Unavailable, $"HubSpot does not say of every record whether it is there ({why.Code}): {why.Reason}") { MayLieInARecord = true };
        }

        var byId = answer.Results.SelectMany(r => Merged(r).Append(r.Id).Select(id => (id, r))).DistinctBy(r => (r.id, r.r.Id)).ToLookup(r => r.id, r => r.r);
        var gone = answer.Errors.SelectMany(e => e.Names("ids")).ToHashSet();
        if (ids.Any(id => !byId.Contains(id) && !gone.Contains(id)))
        {
            throw new CrmCallException(CrmFailureKind.Unavailable, "HubSpot does not say of every record whether it is there") { MayLieInARecord = true };
        }

        return [.. from id in ids.Distinct()
                   let record = byId[id].OrderByDescending(r => r.Id == id).FirstOrDefault()
                   where record is not null
                   select new CrmRecord(record.Id, id, fields.Distinct().ToDictionary(f => f, f => record.Properties.GetValueOrDefault(f) is { Length: > 0 } value ? value : null), record.UpdatedAt)];
    }

    private static string[] Merged(HubSpotObject record) =>
        record.Properties.GetValueOrDefault(MergedIds)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
