using Integration.CrmSync.Providers.Calls;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Salesforce (REST API, sObject collections).</summary>
internal sealed class SalesforceProvider(SalesforceCalls calls, SalesforceUpsert upsert, SalesforceReading reading, SalesforceChanges changes) : ICrmProvider, ICrmChangeFeed
{
    /// <inheritdoc />
    public string Name => "salesforce";

    /// <inheritdoc />
    public CrmMappingOptions Mapping => SalesforceMapping.Default;

    /// <inheritdoc />
    public int MaxBatch => 200;

    /// <inheritdoc />
    public string Canonical(string id) => SalesforceId.Long(id);

    /// <inheritdoc />
    public string? FieldOf(string relation) => relation.Length == 0 ? null : SalesforceBody.Lookup(relation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken)
    {
        Batch.Check([.. records.Select(r => r.Key)], MaxBatch);
        if (records.SelectMany(r => r.Links).Any(l => l.Relation.Length == 0))
        {
            throw new ArgumentException("A link to Salesforce needs the name of its relationship.", nameof(records));
        }

        return await upsert.UpsertAsync(type, records, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<CrmSchema> DescribeAsync(string objectType, CancellationToken cancellationToken)
    {
        var words = new SalesforceWords(objectType);
        var (answer, refused) = await calls.SendAsync<SalesforceDescription>(
            new() { Method = HttpMethod.Get, Path = $"{calls.Root}/sobjects/{Uri.EscapeDataString(objectType)}/describe" }, words, cancellationToken);
        return refused is null
            ? new(objectType, answer!.Fields.Select(SalesforceSchema.Field).ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase))
            : throw SalesforceCalls.Refused(words.Refusal(refused));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        Batch.CheckSize(ids, MaxBatch);
        return ids.Count == 0 ? [] : await reading.ReadAsync(objectType, ids, fields, cancellationToken);
    }

    /// <inheritdoc />
    public Task<CrmChangePage> ChangesAsync(string objectType, DateTimeOffset since, string? next, CancellationToken cancellationToken) =>
        changes.ChangesAsync(objectType, since, next, cancellationToken);

    /// <summary>The record goes to the recycle bin for 15 days: only a person, or a batch with a permission of its own, empties it before.</summary>
    public async Task ForgetAsync(string objectType, string id, CancellationToken cancellationToken)
    {
        var words = new SalesforceWords(objectType);
        var refused = await calls.SendAsync(
            new() { Method = HttpMethod.Delete, Path = $"{calls.Root}/sobjects/{Uri.EscapeDataString(objectType)}/{Uri.EscapeDataString(id)}" }, words, cancellationToken);
        if (refused is not null && !refused.Any(e => e.Code is "ENTITY_IS_DELETED" or "INVALID_CROSS_REFERENCE_KEY" or "NOT_FOUND"))
        {
            throw SalesforceCalls.Refused(words.Refusal(refused));
        }
    }
}
