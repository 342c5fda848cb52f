namespace Integration.CrmSandbox.Records;

/// <summary>All records of one CRM. Whoever reads or writes holds <see cref="Gate"/>, so that each call of the API is one step.</summary>
internal sealed class Books
{
    private readonly Dictionary<string, RecordTable> _tables;
    private readonly Dictionary<string, string> _aliases;
    private readonly Func<ObjectSchema, long, string> _id;
    private readonly int _maxRecords;
    private readonly Action<RecordChange> _changed;
    private readonly StringComparer _names;
    private long _made;

    /// <param name="id">Makes the id of the nth record.</param>
    /// <param name="aliases">Other names of object types.</param>
    /// <param name="changed">Told of every change, under the lock.</param>
    public Books(
        string crm, IReadOnlyList<ObjectSchema> schemas, IReadOnlyDictionary<string, string> aliases, StringComparer names, Func<ObjectSchema, long, string> id, int maxRecords,
        Action<RecordChange> changed)
    {
        (Crm, _id, _maxRecords, _changed, _names) = (crm, id, maxRecords, changed, names);
        _tables = schemas.ToDictionary(s => s.Name, s => new RecordTable(s), names);
        _aliases = new(aliases, names);
    }

    /// <summary><c>hubspot</c> or <c>salesforce</c>.</summary>
    public string Crm { get; }

    public Lock Gate { get; } = new();

    public IEnumerable<RecordTable> Tables => _tables.Values;

    public RecordTable? Table(string type) => _tables.GetValueOrDefault(_aliases.GetValueOrDefault(type, type));

    /// <summary>Whether so many more records fit.</summary>
    public bool HasRoom(int more) => _tables.Values.Sum(t => (long)t.Count) + more <= _maxRecords;

    public Record Make(RecordTable table, IReadOnlyDictionary<string, object?> values, DateTimeOffset at, bool byPerson)
    {
        var record = new Record(table.Schema.Name, _id(table.Schema, ++_made), at);
        foreach (var field in table.Schema.Fields.Where(f => f.Default is not null))
        {
            record.Values[field.Name] = field.Default!;
        }

        foreach (var (name, value) in values)
        {
            record.Values.Remove(name);
            if (value is not null)
            {
                record.Values[name] = value;
            }
        }

        table.Add(record);
        _changed(new(ChangeKind.Made, record.Type, record.Id, at, byPerson));
        return record;
    }

    /// <summary>Changes fields.</summary>
    /// <param name="always">The time of the last change is moved even when nothing changed, as Salesforce does.</param>
    public void Edit(RecordTable table, Record record, IReadOnlyDictionary<string, object?> values, DateTimeOffset at, bool byPerson, bool always)
    {
        var changed = table.Set(record, values);
        record.Writes++;
        if (changed.Count > 0 || always)
        {
            record.ModifiedAt = at;
        }

        if (changed.Count == 0)
        {
            return;
        }

        record.Revisions++;
        _changed(new(ChangeKind.Edited, record.Type, record.Id, at, byPerson) { Fields = [.. changed.Select(f => (f, record.Text(f)))] });
    }

    public void Remove(RecordTable table, Record record, DateTimeOffset at, bool byPerson)
    {
        table.Remove(record, at);
        Unlink(record);
        _changed(new(ChangeKind.Removed, record.Type, record.Id, at, byPerson));
    }

    /// <summary>Removes the record and what is kept of it.</summary>
    public void Erase(RecordTable table, Record record, DateTimeOffset at, bool byPerson)
    {
        table.Remove(record, at);
        Unlink(record);
        table.Purge(record);
        _changed(new(ChangeKind.Erased, record.Type, record.Id, at, byPerson));
    }

    /// <summary>Two records belong to each other; a repeat changes nothing.</summary>
    public static void Link(Record one, Record other)
    {
        Ends(one, other.Type).Add(other.Id);
        Ends(other, one.Type).Add(one.Id);
    }

    /// <summary>Makes one record of two: a new one, with the values of <paramref name="primary"/>, and those of the other where it has none. Both old ids lead to it.</summary>
    public Record Merge(RecordTable table, Record primary, Record other, DateTimeOffset at, bool byPerson)
    {
        var values = other.Values.Concat(primary.Values).GroupBy(v => v.Key, _names).ToDictionary(g => g.Key, g => (object?)g.Last().Value, _names);
        var links = primary.Links.Concat(other.Links).SelectMany(l => l.Value.Select(id => (Type: l.Key, Id: id))).Distinct().ToList();
        foreach (var old in (Record[])[primary, other])
        {
            table.Remove(old, at);
            Unlink(old);
        }

        var record = new Record(table.Schema.Name, _id(table.Schema, ++_made), at);
        foreach (var (name, value) in values)
        {
            record.Values[name] = value!;
        }

        table.Add(record);
        record.Merged.AddRange([.. primary.Merged, primary.Id, .. other.Merged, other.Id]);
        (primary.MergedInto, other.MergedInto) = (record.Id, record.Id);
        foreach (var (type, id) in links)
        {
            if (Table(type)?.Find(id) is { } end)
            {
                Link(record, end);
            }
        }

        _changed(new(ChangeKind.Merged, record.Type, record.Id, at, byPerson) { Primary = primary.Id, Merged = [other.Id] });
        return record;
    }

    private static SortedSet<string> Ends(Record record, string type)
    {
        if (!record.Links.TryGetValue(type, out var ends))
        {
            record.Links[type] = ends = new(StringComparer.Ordinal);
        }

        return ends;
    }

    private void Unlink(Record record)
    {
        foreach (var (type, ids) in record.Links)
        {
            foreach (var id in ids)
            {
                if (Table(type)?.Any(id) is { } end && end.Links.TryGetValue(record.Type, out var ends))
                {
                    ends.Remove(record.Id);
                }
            }
        }

        record.Links.Clear();
    }
}
