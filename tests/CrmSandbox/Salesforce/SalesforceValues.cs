using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Reads field values as Salesforce does: each has its JSON type, and one of another type refuses the whole call.</summary>
internal sealed class SalesforceValues(SalesforceBooks books)
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'+0000'";

    /// <summary>What shall be written, and what cannot be.</summary>
    /// <exception cref="ApiRefusal">A value has a JSON type that its field does not take.</exception>
    public (Dictionary<string, object?> Values, List<SalesforceError> Errors) Read(ObjectSchema schema, JsonObject record)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        var errors = new List<SalesforceError>();
        foreach (var (name, node) in record.Where(p => p.Key != "attributes"))
        {
            if (schema.Field(name) is { } field)
            {
                if (field.ReadOnly)
                {
                    errors.Add(new("INVALID_FIELD_FOR_INSERT_UPDATE",
                        $"Unable to create/update fields: {field.Name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.", field.Name));
                }
                else
                {
                    values[field.Name] = Read(field, node, errors);
                }
            }
            else if (schema.Fields.FirstOrDefault(f => string.Equals(f.Relationship, name, StringComparison.OrdinalIgnoreCase)) is { } lookup)
            {
                values[lookup.Name] = Follow(lookup, node, errors);
            }
            else
            {
                errors.Add(new("INVALID_FIELD", $"No such column '{name}' on sobject of type {schema.Name}"));
            }
        }

        return (values, errors);
    }

    /// <summary>What a record that does not exist yet, or would lose it, still needs.</summary>
    /// <param name="errors">What is known already: a field with an error is not missing besides.</param>
    public static SalesforceError? Missing(ObjectSchema schema, IReadOnlyDictionary<string, object?> values, Record? existing, IReadOnlyList<SalesforceError> errors)
    {
        string[] missing = [.. schema.Fields
            .Where(f => f.Required && (values.TryGetValue(f.Name, out var value) ? value is null : existing is null && f.Default is null))
            .Select(f => f.Name)
            .Where(name => !errors.Any(e => e.Fields.Contains(name)))];
        return missing.Length == 0 ? null : new("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", missing);
    }

    private object? Read(FieldSchema field, JsonNode? node, List<SalesforceError> errors)
    {
        if (node is null)
        {
            return null;
        }

        switch (field.Kind)
        {
            case FieldKind.Number or FieldKind.Money:
                return node.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<decimal>(out var number) ? number : throw Unreadable(field.Kind == FieldKind.Money ? "currency" : "double", node);
            case FieldKind.Bool:
                return node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>() : throw Unreadable("boolean", node);
            case FieldKind.Date:
                return node.GetValueKind() == JsonValueKind.String && DateOnly.TryParseExact(node.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : throw Unreadable("date", node);
            case FieldKind.Time:
                return node.GetValueKind() == JsonValueKind.String
                    && DateTimeOffset.TryParse(node.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                    ? time.ToString(TimeFormat, CultureInfo.InvariantCulture)
                    : throw Unreadable("dateTime", node);
            default:
                return Text(field, node, errors);
        }
    }

    private string? Text(FieldSchema field, JsonNode node, List<SalesforceError> errors)
    {
        var text = node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => node.ToJsonString(),
            _ => throw Unreadable("string", node),
        };
        if (text.Length == 0)
        {
            return null;
        }

        if (text.Length > field.MaxLength)
        {
            errors.Add(new("STRING_TOO_LONG", $"{field.Label}: data value too large: {text[..Math.Min(text.Length, 200)]} (max length={field.MaxLength})", field.Name));
            return null;
        }

        switch (field.Kind)
        {
            case FieldKind.Choice when !field.Options.Contains(text, StringComparer.Ordinal):
                errors.Add(new("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field.Label}: bad value for restricted picklist field: {text}", field.Name));
                break;
            case FieldKind.Email when !text.Contains('@', StringComparison.Ordinal) || text.Contains(' ', StringComparison.Ordinal):
                errors.Add(new("INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", field.Name));
                break;
            case FieldKind.Reference:
                return Reference(field, text, errors);
        }

        return text;
    }

    /// <summary>Another record by its id.</summary>
    private string? Reference(FieldSchema field, string id, List<SalesforceError> errors)
    {
        if (SalesforceIds.Long(id) is not { } whole)
        {
            errors.Add(new("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {id}", field.Name));
            return null;
        }

        if (!field.RefersTo.Any(type => books.Books.Table(type)?.Any(whole) is { Lives: true }))
        {
            errors.Add(new("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.Name));
        }

        return whole;
    }

    /// <summary>Another record by an external id. Where several types are possible, the record says which.</summary>
    private string? Follow(FieldSchema lookup, JsonNode? node, List<SalesforceError> errors)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not JsonObject named)
        {
            throw Unreadable("reference", node);
        }

        var polymorphic = !lookup.Custom;
        if (polymorphic && named["attributes"]?["type"] is null)
        {
            errors.Add(new("INVALID_FIELD", $"Polymorphic foreign key {lookup.Name} needs the type of the record in attributes", lookup.Name));
            return null;
        }

        var type = polymorphic ? named["attributes"]!["type"]!.ToString() : lookup.RefersTo[0];
        var keys = named.Where(p => p.Key != "attributes").ToList();
        if (keys.Count != 1)
        {
            errors.Add(new("INVALID_FIELD", $"More than 1 field provided in an external foreign key reference in entity: {type}"));
            return null;
        }

        var (key, value) = keys[0];
        if (!lookup.RefersTo.Contains(type, StringComparer.OrdinalIgnoreCase) || books.Books.Table(type) is not { } table || table.Schema.Field(key) is not { Unique: true } field)
        {
            errors.Add(new("INVALID_FIELD", $"Provided external ID field does not exist or is not accessible: {key}"));
            return null;
        }

        var found = value is null ? null : table.FindBy(field.Name, value.ToString());
        if (found is null)
        {
            errors.Add(new("INVALID_FIELD", $"Foreign key external ID: {value} not found for field {field.Name} in entity {table.Schema.Name}"));
        }

        return found?.Id;
    }

    private static ApiRefusal Unreadable(string type, JsonNode value)
    {
        var token = value.GetValueKind() switch
        {
            JsonValueKind.String => "VALUE_STRING",
            JsonValueKind.Number => "VALUE_NUMBER_FLOAT",
            JsonValueKind.True => "VALUE_TRUE",
            JsonValueKind.False => "VALUE_FALSE",
            JsonValueKind.Array => "START_ARRAY",
            _ => "START_OBJECT",
        };
        return new(SalesforceFailure.BadJson($"Cannot deserialize instance of {type} from {token} value {value} or request may be missing a required field at [line:1, column:1]"));
    }
}
