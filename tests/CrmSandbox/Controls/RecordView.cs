using System.Text.Json.Nodes;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Controls;

/// <summary>A record as the ledger tells it.</summary>
internal static class RecordView
{
    public static JsonObject Of(RecordTable table, Record record)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in record.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            fields[name] = value switch
            {
                string text => JsonValue.Create(text),
                decimal number => JsonValue.Create(number),
                bool flag => JsonValue.Create(flag),
                _ => null,
            };
        }

        var keys = new JsonObject();
        foreach (var field in table.Schema.Fields.Where(f => f is { Unique: true, Custom: true }))
        {
            keys[field.Name] = record.Text(field.Name);
        }

        var links = new JsonObject();
        foreach (var (type, ids) in record.Links.Where(l => l.Value.Count > 0))
        {
            links[type] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
        }

        foreach (var field in table.Schema.Fields.Where(f => f.Kind == FieldKind.Reference))
        {
            if (record.Text(field.Name) is { } id)
            {
                links[field.Name] = new JsonArray(id);
            }
        }

        return new()
        {
            ["id"] = record.Id,
            ["keys"] = keys,
            ["fields"] = fields,
            ["revisions"] = record.Revisions,
            ["writes"] = record.Writes,
            ["links"] = links,
            ["createdAt"] = JsonValue.Create(record.CreatedAt),
            ["modifiedAt"] = JsonValue.Create(record.ModifiedAt),
            ["removed"] = !record.Lives,
            ["mergedInto"] = record.MergedInto,
            ["merged"] = new JsonArray([.. record.Merged.Select(id => JsonValue.Create(id))]),
        };
    }
}
