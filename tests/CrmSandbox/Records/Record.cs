namespace Integration.CrmSandbox.Records;

/// <summary>One record, living or removed. Values are text, <see cref="decimal"/> or <see cref="bool"/>; an empty field has none.</summary>
internal sealed class Record(string type, string id, DateTimeOffset at)
{
    public string Type { get; } = type;

    public string Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = at;

    public DateTimeOffset ModifiedAt { get; set; } = at;

    public Dictionary<string, object> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often its fields became other than they were, the making included.</summary>
    public int Revisions { get; set; } = 1;

    /// <summary>How often it was written, whether or not that changed anything.</summary>
    public int Writes { get; set; } = 1;

    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>The record in which this one lives on.</summary>
    public string? MergedInto { get; set; }

    /// <summary>The records that live on in this one.</summary>
    public List<string> Merged { get; } = [];

    /// <summary>Ids of the records it belongs to or has, by their type. Both ends have it.</summary>
    public SortedDictionary<string, SortedSet<string>> Links { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool Lives => RemovedAt is null;

    /// <summary>A value as text; null when there is none.</summary>
    public string? Text(string field) => Values.TryGetValue(field, out var value) ? AsText(value) : null;

    public static string AsText(object value) => value switch
    {
        string text => text,
        decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => throw new InvalidOperationException($"a record holds no {value.GetType().Name}"),
    };
}
