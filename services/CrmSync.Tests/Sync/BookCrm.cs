using System.Collections.Concurrent;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Providers.HubSpot;

namespace Integration.CrmSync.Tests;

/// <summary>A CRM in this process that keeps what it is given, one record per key, and fails as it is told to.</summary>
internal class BookCrm : ICrmProvider
{
    private readonly ConcurrentDictionary<(string Type, string Key), BookRecord> _records = new();
    private int _ids;

    public string Name { get; init; } = "book";

    public int MaxBatch { get; init; } = 100;

    public CrmMappingOptions Mapping => HubSpotMapping.Default;

    /// <summary>Short forms of ids, and what they are short for.</summary>
    public Dictionary<string, string> Short { get; } = [];

    /// <summary>Every call fails with it.</summary>
    public CrmCallException? Failure { get; set; }

    /// <summary>What is refused, by key.</summary>
    public ConcurrentDictionary<string, (string Code, bool Passing)> Refused { get; } = new();

    /// <summary>What is refused because of a field that is there, by key.</summary>
    public ConcurrentDictionary<string, string> Locked { get; } = new();

    /// <summary>What is written and not linked, by key: the answer has the id and a refusal.</summary>
    public ConcurrentDictionary<string, bool> Unlinked { get; } = new();

    /// <summary>What is written once and not named in the answer, by key.</summary>
    public HashSet<string> Unsaid { get; } = [];

    /// <summary>Other names of types of records, and the plain ones.</summary>
    public Dictionary<string, string> Words { get; } = [];

    /// <summary>Fields that the CRM does not have.</summary>
    public HashSet<string> Missing { get; } = [];

    /// <summary>Fields that every type has besides.</summary>
    public HashSet<string> Extra { get; } = [];

    /// <summary>The longest text that fields take, by name.</summary>
    public Dictionary<string, int> Lengths { get; } = [];

    /// <summary>Ids over which the CRM breaks (HTTP 500) when it is asked for them.</summary>
    public ConcurrentDictionary<string, bool> Breaking { get; } = new();

    /// <summary>Stands between the call's arrival and its execution.</summary>
    public Func<IReadOnlyList<CrmWrite>, Task>? Before { get; set; }

    /// <summary>Stands between the call's execution and its answer.</summary>
    public Func<IReadOnlyList<CrmWrite>, Task>? After { get; set; }

    /// <summary>Checks a batch as the providers do before they send it.</summary>
    public bool Checks { get; set; }

    /// <summary>An id that the CRM cannot read: it refuses the whole call.</summary>
    public string? Unreadable { get; set; }

    public ConcurrentQueue<(string Type, IReadOnlyList<CrmWrite> Records)> Calls { get; } = new();

    public string Canonical(string id) => Short.GetValueOrDefault(id, id);

    public string? FieldOf(string relation) => relation.Length == 0 ? null : relation;

    public string Word(string recordType) => Words.GetValueOrDefault(recordType, recordType);

    public BookRecord? Find(string type, string key) => _records.GetValueOrDefault((type, key));

    public IEnumerable<(string Key, BookRecord Record)> Of(string type) => _records.Where(r => r.Key.Type == type).Select(r => (r.Key.Key, r.Value));

    /// <summary>What the records say, in one text, whatever their ids are.</summary>
    public string Content() => string.Join('\n', _records.OrderBy(r => r.Key).Select(r =>
        $"{r.Key.Type} {r.Key.Key}: {string.Join(", ", r.Value.Fields.Where(f => f.Key != "integration_version").OrderBy(f => f.Key).Select(f => $"{f.Key}={f.Value}"))} -> {string.Join(",", r.Value.Parents)}"));

    public async Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken)
    {
        Calls.Enqueue((type.Type, records));
        if (Checks)
        {
            Integration.CrmSync.Providers.Calls.Batch.Check([.. records.Select(r => r.Key)], MaxBatch);
        }

        if (Before is { } before)
        {
            await before(records);
        }

        if (Failure is { } failure)
        {
            throw failure;
        }

        CrmWriteAnswer[] answers = [.. records.Select(r => r.Fields.Keys.Any(Missing.Contains) ? new CrmWriteAnswer(r.Key, null, "PROPERTY_DOESNT_EXIST", "the book has no such field") { OfAField = true }
            : Locked.TryGetValue(r.Key, out var locked) ? new CrmWriteAnswer(r.Key, null, locked, "nobody may write it") { OfAField = true }
            : Refused.TryGetValue(r.Key, out var refused) ? new CrmWriteAnswer(r.Key, null, refused.Code, "the book does not like it", refused.Passing) : Write(type, r))];
        answers = [.. answers.Select(a => a.Written && Unsaid.Remove(a.Key) ? new(a.Key, null, CrmWriteAnswer.NoAnswer, "the answer does not name it", Passing: true) : a)];
        answers = [.. answers.Select(a => a.Written && Unlinked.ContainsKey(a.Key) ? a with { Code = "NOT_LINKED", Reason = "the contact is not there" } : a)];
        if (After is { } after)
        {
            await after(records);
        }

        return answers;
    }

    public Task<CrmSchema> DescribeAsync(string objectType, CancellationToken cancellationToken) => Failure is { } failure ? throw failure : Task.FromResult(new CrmSchema(
        objectType,
        Mappings().Where(m => m.RecordType == objectType).SelectMany(m => m.Fields.Keys.Append(m.IdField!).Concat(Extra).Select(f => new CrmField(f, true, f == m.IdField, CrmFieldKind.Text, null, Lengths.TryGetValue(f, out var longest) ? longest : null)))
            .Where(f => !Missing.Contains(f.Name)).ToDictionary(f => f.Name)));

    /// <summary>By an id that was merged away: the id of the record that remains.</summary>
    public ConcurrentDictionary<string, string> Merged { get; } = new();

    /// <summary>Records as people see them, by id; those that were never edited stand as we wrote them.</summary>
    public ConcurrentDictionary<string, (Dictionary<string, string?> Fields, DateTimeOffset At)> Edited { get; } = new();

    public ConcurrentBag<string> Deleted { get; } = [];

    public int Reads { get; private set; }

    /// <summary>What was read at once, and whether the CRM broke over it.</summary>
    public ConcurrentQueue<(IReadOnlyList<string> Ids, bool Broke)> ReadCalls { get; } = new();

    /// <summary>By type: why it may not be read.</summary>
    public ConcurrentDictionary<string, CrmCallException> Denied { get; } = new();

    public virtual Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        Reads++;
        if (Denied.TryGetValue(objectType, out var denied))
        {
            throw denied;
        }

        if (Unreadable is { } bad && ids.Contains(bad))
        {
            throw new CrmCallException(CrmFailureKind.Refused, "MALFORMED_ID");
        }

        var breaks = ids.Any(Breaking.ContainsKey);
        ReadCalls.Enqueue((ids, breaks));
        if (breaks)
        {
            throw new CrmCallException(CrmFailureKind.Unavailable, "HTTP 500") { MayLieInARecord = true };
        }

        return Failure is { } failure ? throw failure : Task.FromResult<IReadOnlyList<CrmRecord>>(
            [.. ids.Where(id => !Deleted.Contains(id)).Select(id => Read(Merged.GetValueOrDefault(id, id), id, fields)).OfType<CrmRecord>()]);
    }

    private CrmRecord? Read(string id, string asked, IReadOnlyList<string> fields)
    {
        var written = _records.FirstOrDefault(r => r.Value.Id == id);
        if (written.Value is null && !Edited.ContainsKey(id))
        {
            return null;
        }

        var (edited, at) = Edited.GetValueOrDefault(id, ([], DateTimeOffset.UnixEpoch));
        var known = (written.Value?.Fields ?? new Dictionary<string, object?>()).ToDictionary(f => f.Key, f => f.Value is null ? null : Convert.ToString(f.Value, System.Globalization.CultureInfo.InvariantCulture));
        if (written.Value is not null)
        {
            known[Mappings().Single(m => m.RecordType == written.Key.Type).IdField!] = written.Key.Key;
        }

        return new(id, asked, fields.ToDictionary(f => f, f => edited.TryGetValue(f, out var value) ? value : known.GetValueOrDefault(f)), at);
    }

    /// <summary>Why it erases nobody.</summary>
    public CrmCallException? ForgetFailure { get; set; }

    /// <summary>Who was erased, by id.</summary>
    public ConcurrentQueue<string> Forgotten { get; } = new();

    /// <summary>Stands between an erasure's arrival and its execution, by id.</summary>
    public Func<string, Task>? Erasing { get; set; }

    /// <summary>Stands between an erasure's execution and its answer, by id.</summary>
    public Func<string, Task>? Erased { get; set; }

    public async Task ForgetAsync(string objectType, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await (Erasing?.Invoke(id) ?? Task.CompletedTask);
        if ((ForgetFailure ?? Failure) is { } failure)
        {
            throw failure;
        }

        Forgotten.Enqueue(id);
        Deleted.Add(id);
        foreach (var (key, _) in _records.Where(r => r.Key.Type == objectType && r.Value.Id == id))
        {
            _records.TryRemove(key, out _);
        }

        await (Erased?.Invoke(id) ?? Task.CompletedTask);
    }

    private CrmWriteAnswer Write(CrmObject type, CrmWrite write)
    {
        var written = _records.AddOrUpdate(
            (type.Type, write.Key),
            _ => new((++_ids).ToString(System.Globalization.CultureInfo.InvariantCulture), write.Fields, [.. write.Links.Select(l => l.Key ?? l.Id)], 1),
            (_, old) => old with { Id = Deleted.Contains(old.Id) ? (++_ids).ToString(System.Globalization.CultureInfo.InvariantCulture) : old.Id, Fields = write.Fields, Parents = [.. write.Links.Select(l => l.Key ?? l.Id)], Writes = old.Writes + 1 });
        return new(write.Key, written.Id);
    }

    private ObjectMapping[] Mappings() => [Mapping.Customer, Mapping.Payment, Mapping.Entry];
}

/// <summary>A record as it was last written.</summary>
internal sealed record BookRecord(string Id, IReadOnlyDictionary<string, object?> Fields, IReadOnlyList<string> Parents, int Writes);
