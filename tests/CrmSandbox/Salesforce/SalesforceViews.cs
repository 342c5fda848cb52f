using System.Globalization;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Records and fields in Salesforce's JSON.</summary>
internal static class SalesforceViews
{
    public static JsonObject Of(RecordTable table, Record record, IEnumerable<FieldSchema> fields, string version)
    {
        var view = new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = table.Schema.Name, ["url"] = $"/services/data/v{version}/sobjects/{table.Schema.Name}/{record.Id}" },
        };
        foreach (var field in fields)
        {
            view[field.Name] = Value(record, field);
        }

        return view;
    }

    public static JsonObject Of(FieldSchema field) => new()
    {
        ["name"] = field.Name,
        ["label"] = field.Label,
        ["type"] = Type(field),
        ["length"] = field.Kind is FieldKind.Text or FieldKind.LongText or FieldKind.Email or FieldKind.Reference or FieldKind.Id ? field.MaxLength ?? 255 : field.Kind == FieldKind.Choice ? 255 : 0,
        ["createable"] = !field.ReadOnly,
        ["updateable"] = !field.ReadOnly,
        ["externalId"] = field.Unique,
        ["unique"] = field.Unique,
        ["idLookup"] = field.Unique || field.Kind == FieldKind.Id,
        ["nillable"] = !field.Required && field.Kind != FieldKind.Id,
        ["defaultedOnCreate"] = field.Default is not null || field.ReadOnly,
        ["calculated"] = false,
        ["custom"] = field.Custom,
        ["caseSensitive"] = false,
        ["restrictedPicklist"] = field.Kind == FieldKind.Choice,
        ["picklistValues"] = new JsonArray([.. field.Options.Select(option => new JsonObject
        {
            ["value"] = option,
            ["label"] = option,
            ["active"] = true,
            ["defaultValue"] = option == field.Default,
            ["validFor"] = null,
        })]),
        ["referenceTo"] = new JsonArray([.. field.RefersTo.Select(type => JsonValue.Create(type))]),
        ["relationshipName"] = field.Relationship,
        ["polymorphicForeignKey"] = field.Kind == FieldKind.Reference && !field.Custom,
    };

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(SalesforceValues.TimeFormat, CultureInfo.InvariantCulture);

    private static JsonNode? Value(Record record, FieldSchema field) => field.Name switch
    {
        "Id" => record.Id,
        "CreatedDate" => Text(record.CreatedAt),
        "LastModifiedDate" or "SystemModstamp" => Text(record.ModifiedAt),
        "IsDeleted" => !record.Lives,
        "IsClosed" => record.Text("StageName")?.StartsWith("Closed", StringComparison.Ordinal) ?? false,
        "IsWon" => record.Text("StageName") == "Closed Won",
        "MasterRecordId" => record.MergedInto,
        _ => record.Values.GetValueOrDefault(field.Name) switch
        {
            string text => text,
            decimal number => number,
            bool flag => flag,
            _ => field.Kind == FieldKind.Bool ? false : null,
        },
    };

    private static string Type(FieldSchema field) => field.Kind switch
    {
        FieldKind.LongText => "textarea",
        FieldKind.Number => "double",
        FieldKind.Money => "currency",
        FieldKind.Bool => "boolean",
        FieldKind.Date => "date",
        FieldKind.Time => "datetime",
        FieldKind.Choice => "picklist",
        FieldKind.Email => "email",
        FieldKind.Reference => "reference",
        FieldKind.Id => "id",
        _ => "string",
    };
}
