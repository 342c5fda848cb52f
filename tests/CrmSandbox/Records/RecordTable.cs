namespace Integration.CrmSandbox.Records;

/// <summary>The records of one type, found by id and by unique value. Not safe for concurrent use: it is used under the lock of its <see cref="Books"/>.</summary>
internal sealed class RecordTable(ObjectSchema schema)
{
    private readonly Dictionary<string, Record> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Field, string Value), Record> _byValue = [];

    public ObjectSchema Schema { get; } = schema;

    /// <summary>Every record there is or was, oldest first.</summary>
    public IEnumerable<Record> All => _byId.Values;

    public int Count => _byId.Count;

    /// <summary>By id, whatever became of it.</summary>
    public Record? Any(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The living record of an id; where it was merged, the one it lives on in.</summary>
    public Record? Find(string id)
    {
        var record = Any(id);
        while (record?.MergedInto is { } into)
        {
            record = Any(into);
        }

        return record is { Lives: true } ? record : null;
    }

    /// <summary>The living record with this value in a unique field. Like the CRMs, without regard to case.</summary>
    public Record? FindBy(string field, string value) => _byValue.GetValueOrDefault(Key(field, value));

    public void Add(Record record)
    {
        _byId.Add(record.Id, record);
        foreach (var (field, value) in record.Values)
        {
            Index(record, field, value);
        }
    }

    /// <summary>Puts values in, null empties. Answers which fields became other than they were.</summary>
    public List<string> Set(Record record, IReadOnlyDictionary<string, object?> values)
    {
        var changed = new List<string>();
        foreach (var (field, value) in values)
        {
            var before = record.Values.GetValueOrDefault(field);
            if (Equals(before, value))
            {
                continue;
            }

            changed.Add(field);
            Unindex(record, field);
            record.Values.Remove(field);
            if (value is not null)
            {
                record.Values[field] = value;
                Index(record, field, value);
            }
        }

        return changed;
    }

    /// <summary>The record lives no more; its unique values are free.</summary>
    public void Remove(Record record, DateTimeOffset at)
    {
        foreach (var field in record.Values.Keys)
        {
            Unindex(record, field);
        }

        (record.RemovedAt, record.ModifiedAt) = (at, at);
    }

    /// <summary>Nothing of it is kept.</summary>
    public void Purge(Record record)
    {
        record.Values.Clear();
        _byId.Remove(record.Id);
    }

    private void Index(Record record, string field, object value)
    {
        if (Schema.Field(field) is { Unique: true })
        {
            _byValue[Key(field, Record.AsText(value))] = record;
        }
    }

    private void Unindex(Record record, string field)
    {
        if (record.Text(field) is { } value && _byValue.TryGetValue(Key(field, value), out var holder) && ReferenceEquals(holder, record))
        {
            _byValue.Remove(Key(field, value));
        }
    }

    private static (string Field, string Value) Key(string field, string value) => (field.ToUpperInvariant(), value.ToUpperInvariant());
}
