using System.Globalization;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Records and properties in HubSpot's JSON.</summary>
internal static class HubSpotViews
{
    public static JsonObject Of(RecordTable table, Record record, IEnumerable<string> properties, HubSpotOptions options)
    {
        var values = new JsonObject();
        foreach (var name in properties.Concat(["hs_object_id"]).Concat(Times(table)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            // Names that HubSpot does not know are left out in silence.
            if (table.Schema.Field(name) is not null)
            {
                values[name] = Value(table, record, name);
            }
        }

        return new()
        {
            ["id"] = record.Id,
            ["properties"] = values,
            ["createdAt"] = Text(record.CreatedAt),
            ["updatedAt"] = Text(record.ModifiedAt),
            ["archived"] = !record.Lives,
            ["url"] = $"https://app.hubspot.com/contacts/{options.PortalId}/record/{table.Schema.Mark}/{record.Id}",
        };
    }

    public static JsonObject Of(FieldSchema field, HubSpotOptions options)
    {
        var listed = field.Kind == FieldKind.Choice && !(field.ExternalOptions && options.ExternalOptionsEmpty) ? field.Options : [];
        var (type, shown) = Type(field.Kind);
        return new()
        {
            ["name"] = field.Name,
            ["label"] = field.Label,
            ["type"] = type,
            ["fieldType"] = shown,
            ["description"] = "",
            ["groupName"] = field.Custom ? "integration" : "information",
            ["options"] = new JsonArray([.. listed.Select((value, i) => new JsonObject
            {
                ["label"] = value,
                ["value"] = value,
                ["displayOrder"] = i,
                ["hidden"] = false,
            })]),
            ["displayOrder"] = -1,
            ["calculated"] = false,
            ["externalOptions"] = field.ExternalOptions,
            ["archived"] = false,
            ["hasUniqueValue"] = field.Unique,
            ["hidden"] = false,
            ["hubspotDefined"] = !field.Custom,
            ["formField"] = !field.ReadOnly,
            ["modificationMetadata"] = new JsonObject { ["archivable"] = field.Custom, ["readOnlyDefinition"] = !field.Custom, ["readOnlyValue"] = field.ReadOnly },
            ["dataSensitivity"] = "non_sensitive",
        };
    }

    /// <summary>The body of every batch answer.</summary>
    public static JsonObject Batch(IEnumerable<JsonObject> results, IReadOnlyList<JsonObject> errors, DateTimeOffset at)
    {
        var body = new JsonObject
        {
            ["status"] = "COMPLETE",
            ["results"] = new JsonArray([.. results]),
            ["startedAt"] = Text(at),
            ["completedAt"] = Text(at),
        };
        if (errors.Count > 0)
        {
            body["numErrors"] = errors.Count;
            body["errors"] = new JsonArray([.. errors]);
        }

        return body;
    }

    /// <summary>One entry of a batch's errors.</summary>
    public static JsonObject Error(string category, string message, string about, IEnumerable<string> ids) => new()
    {
        ["status"] = "error",
        ["category"] = category,
        ["message"] = message,
        ["context"] = new JsonObject { [about] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) },
    };

    private static string? Value(RecordTable table, Record record, string name) => name switch
    {
        "hs_object_id" => record.Id,
        "createdate" or "hs_createdate" => Text(record.CreatedAt),
        "lastmodifieddate" or "hs_lastmodifieddate" => Text(record.ModifiedAt),
        "hs_merged_object_ids" => record.Merged.Count == 0 ? null : string.Join(';', record.Merged),
        "amount_in_home_currency" when table.Schema.Name == HubSpotSchemas.Deals => record.Text("amount"),
        _ => record.Text(name),
    };

    private static IEnumerable<string> Times(RecordTable table) =>
        ((string[])["createdate", "hs_createdate", "lastmodifieddate", "hs_lastmodifieddate"]).Where(name => table.Schema.Field(name) is not null);

    private static (string Type, string Shown) Type(FieldKind kind) => kind switch
    {
        FieldKind.Number or FieldKind.Money => ("number", "number"),
        FieldKind.Bool => ("bool", "booleancheckbox"),
        FieldKind.Date => ("date", "date"),
        FieldKind.Time => ("datetime", "date"),
        FieldKind.Choice => ("enumeration", "select"),
        FieldKind.LongText => ("string", "textarea"),
        _ => ("string", "text"),
    };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(HubSpotValues.TimeFormat, CultureInfo.InvariantCulture);
}
