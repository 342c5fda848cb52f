namespace Integration.CrmSandbox.Records;

/// <summary>One type of record and its fields. It may be read at any time; it changes under the lock of its <see cref="Books"/>.</summary>
internal sealed class ObjectSchema
{
    private volatile Dictionary<string, FieldSchema> _fields;

    public ObjectSchema(string name, string mark, StringComparer names, IEnumerable<FieldSchema> fields)
    {
        Name = name;
        Mark = mark;
        _fields = fields.ToDictionary(f => f.Name, names);
    }

    /// <summary>The CRM's name of it.</summary>
    public string Name { get; }

    /// <summary>What else it is known by: HubSpot's number of the type, the first letters of Salesforce's ids.</summary>
    public string Mark { get; }

    public IEnumerable<FieldSchema> Fields => _fields.Values;

    public FieldSchema? Field(string name) => _fields.GetValueOrDefault(name);

    /// <summary>Adds a field, or changes one.</summary>
    public void Define(FieldSchema field) => _fields = new(_fields, _fields.Comparer) { [field.Name] = field };

    /// <summary>Takes a field away; records keep what they have in it.</summary>
    public bool Forget(string name)
    {
        var rest = new Dictionary<string, FieldSchema>(_fields, _fields.Comparer);
        var known = rest.Remove(name);
        _fields = rest;
        return known;
    }
}
