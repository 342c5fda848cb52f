using Integration.CrmSync.Providers;

namespace Integration.Simulation.Crm;

/// <summary>A CRM's own book: one record per key, as it was last written. What becomes of a call is another's choice.</summary>
internal sealed class CrmBook : ICrmProvider
{
    public const string Deals = "deals";
    public const string Notes = "notes";

    private readonly Dictionary<(string Type, string Key), CrmEntry> _entries = [];

    /// <summary>Decides over calls.</summary>
    public ICrmDirector Director { get; set; } = null!;

    /// <inheritdoc />
    public string Name => "book";

    /// <inheritdoc />
    public int MaxBatch => 100;

    /// <inheritdoc />
    public CrmMappingOptions Mapping => new()
    {
        Customer = new() { RecordType = "contacts", IdField = "our_id", Fields = new() { ["version"] = "version" } },
        Payment = new() { RecordType = Deals, IdField = "our_id", Fields = new() { ["state"] = "state", ["refunded"] = "refundedMinor", ["version"] = "version" } },
        Entry = new() { RecordType = Notes, IdField = "our_id", Fields = new() { ["state"] = "state", ["amount"] = "amountMinor", ["version"] = "version" } },
    };

    /// <summary>All records.</summary>
    public IReadOnlyDictionary<(string Type, string Key), CrmEntry> Entries => _entries;

    /// <summary>The next history.</summary>
    public void Clear() => _entries.Clear();

    /// <inheritdoc />
    public Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken) =>
        Director.CallAsync(type, records, () => [.. records.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Write(type, r))]);

    /// <inheritdoc />
    public Task<CrmSchema> DescribeAsync(string objectType, CancellationToken cancellationToken) => throw new NotSupportedException("nobody asks here what fields there are");

    /// <inheritdoc />
    public Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken) =>
        throw new NotSupportedException("nobody changes anything in this CRM");

    /// <inheritdoc />
    public Task ForgetAsync(string objectType, string id, CancellationToken cancellationToken) => throw new NotSupportedException("nobody is forgotten here");

    private CrmWriteAnswer Write(CrmObject type, CrmWrite record)
    {
        if (Director.Refuses(record.Key) is var (code, passing))
        {
            return new(record.Key, null, code, "the book does not like it", passing);
        }

        var id = _entries.TryGetValue((type.Type, record.Key), out var known) ? known.Id : $"{type.Type}-{_entries.Count + 1}";
        _entries[(type.Type, record.Key)] = new(id, record.Fields, [.. record.Links.Select(l => l.Id)]);
        return new(record.Key, id);
    }
}

/// <summary>A record as the CRM has it.</summary>
internal sealed record CrmEntry(string Id, IReadOnlyDictionary<string, object?> Fields, IReadOnlyList<string> Parents);

/// <summary>Stands between the product and the CRM.</summary>
internal interface ICrmDirector
{
    /// <summary>A call is made; <paramref name="execute"/> writes into the book.</summary>
    Task<IReadOnlyList<CrmWriteAnswer>> CallAsync(CrmObject type, IReadOnlyList<CrmWrite> records, Func<IReadOnlyList<CrmWriteAnswer>> execute);

    /// <summary>The CRM does not take a record: its code, and whether only for now.</summary>
    (string Code, bool Passing)? Refuses(string key);
}
