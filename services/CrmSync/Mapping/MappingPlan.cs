using System.Collections.Concurrent;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Mapping;

/// <summary>The mapping that is in force: the provider's own, with what the configuration says otherwise.</summary>
internal sealed class MappingPlan
{
    private readonly Dictionary<RecordKind, PlannedObject> _objects;
    private readonly ConcurrentDictionary<(RecordKind Kind, string Field), int> _longest = new();

    /// <summary>Lays the configuration over the provider's own mapping.</summary>
    public MappingPlan(CrmMappingOptions own, CrmMappingOptions configured)
    {
        _objects = new()
        {
            [RecordKind.Customer] = Lay(own.Customer, configured.Customer),
            [RecordKind.Payment] = Lay(own.Payment, configured.Payment),
            [RecordKind.Entry] = Lay(own.Entry, configured.Entry),
        };
    }

    /// <summary>The mapping of a kind.</summary>
    public PlannedObject Of(RecordKind kind) => _objects[kind];

    /// <summary>The type of record that a kind belongs to.</summary>
    public CrmObject? ParentOf(RecordKind kind) => kind switch
    {
        RecordKind.Payment => _objects[RecordKind.Customer].Object,
        RecordKind.Entry => _objects[RecordKind.Payment].Object,
        _ => null,
    };

    /// <summary>Takes over how long a text may be, by the CRM's own description of a kind's fields. What has to be unique is an id, and worth nothing in part: the CRM may refuse it.</summary>
    public void Learn(RecordKind kind, CrmSchema schema)
    {
        foreach (var name in Of(kind).Fields.Select(f => f.Name))
        {
            if (schema.Fields.GetValueOrDefault(name) is { Kind: CrmFieldKind.Text, Unique: false, MaxLength: > 0 and { } longest })
            {
                _longest[(kind, name)] = longest;
            }
            else
            {
                _longest.TryRemove((kind, name), out _);
            }
        }
    }

    /// <summary>The longest text that a field takes; null when the CRM did not say, or was not asked yet.</summary>
    public int? LongestOf(RecordKind kind, string field) => _longest.TryGetValue((kind, field), out var longest) ? longest : null;

    /// <summary>True when the payments' records name their customers.</summary>
    public bool NamesCustomers => Of(RecordKind.Payment).Fields.Any(f => string.Equals(f.Source, "customerId", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with the mapping itself, each in words; the CRM is not asked.</summary>
    public IEnumerable<string> Problems() =>
        from entry in _objects
        from field in entry.Value.Fields
        where field.Source is { } source && !Sources.Names(entry.Key).Contains(source, StringComparer.OrdinalIgnoreCase)
        select $"{entry.Value.Object.Type}.{field.Name}: there is no '{field.Source}' of a {entry.Key.Word()}; there are {string.Join(", ", Sources.Names(entry.Key))}, or a text in single quotes";

    private static PlannedObject Lay(ObjectMapping own, ObjectMapping configured)
    {
        var fields = own.Fields.Concat(configured.Fields).GroupBy(f => f.Key, StringComparer.OrdinalIgnoreCase).Select(g => g.Last()).Where(f => f.Value.Length > 0);
        var words = own.Values.Concat(configured.Values).GroupBy(v => v.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.OrdinalIgnoreCase);
        return new(
            new(configured.RecordType ?? own.RecordType!, configured.IdField ?? own.IdField!),
            configured.Relation ?? own.Relation ?? "",
            [.. fields.Select(f => Plan(f.Key, f.Value, words.GetValueOrDefault(f.Key) ?? []))]);
    }

    private static PlannedField Plan(string name, string source, Dictionary<string, string> words) =>
        source is ['\'', .., '\''] ? new(name, null, source[1..^1], words) : new(name, source, null, words);
}

/// <summary>The mapping of one type of record.</summary>
internal sealed record PlannedObject(CrmObject Object, string Relation, IReadOnlyList<PlannedField> Fields);

/// <summary>What stands in one field of the CRM.</summary>
/// <param name="Name">The CRM's field.</param>
/// <param name="Source">The name of what stands there; null for a constant.</param>
/// <param name="Constant">The text that stands there.</param>
/// <param name="Words">Our words and the CRM's for them.</param>
internal sealed record PlannedField(string Name, string? Source, string? Constant, IReadOnlyDictionary<string, string> Words);
