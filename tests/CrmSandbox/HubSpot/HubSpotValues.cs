using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Reads property values as HubSpot does. All of them are text; an empty one empties the property.</summary>
internal static class HubSpotValues
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const int TextLimit = 65_536;

    /// <summary>What shall be written, and what cannot be.</summary>
    public static (Dictionary<string, object?> Values, List<HubSpotProblem> Problems) Read(ObjectSchema schema, JsonObject properties)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var problems = new List<HubSpotProblem>();
        foreach (var (name, node) in properties)
        {
            if (schema.Field(name) is not { } field)
            {
                problems.Add(new(name, "PROPERTY_DOESNT_EXIST", $"Property \"{name}\" does not exist"));
            }
            else if (field.ReadOnly)
            {
                problems.Add(new(name, "READ_ONLY_VALUE", $"\"{name}\" is a read only property; its value cannot be set."));
            }
            else if (Text(node) is not { } text)
            {
                problems.Add(new(name, "INVALID_JSON", $"{name} was not a text"));
            }
            else if (text.Length == 0)
            {
                values[name] = null;
            }
            else if (Read(field, text, out var value) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                values[name] = value;
            }
        }

        return (values, problems);
    }

    /// <summary>What a record that does not exist yet, or would lose it, still needs.</summary>
    public static IEnumerable<HubSpotProblem> Missing(ObjectSchema schema, IReadOnlyDictionary<string, object?> values, Record? existing) =>
        schema.Fields
            .Where(f => f.Required && (values.TryGetValue(f.Name, out var value) ? value is null : existing is null && f.Default is null))
            .Select(f => new HubSpotProblem(f.Name, "REQUIRED_PROPERTY", $"Property \"{f.Name}\" is required"));

    /// <summary>A point in time: ISO 8601, a day, or milliseconds since 1970.</summary>
    public static DateTimeOffset? Time(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return milliseconds is > -62_135_596_800_000 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return text.Length >= 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && char.IsAsciiDigit(text[0])
            ? time
            : null;
    }

    private static HubSpotProblem? Read(FieldSchema field, string text, out object? value)
    {
        value = text;
        if (text.Length > (field.MaxLength ?? TextLimit))
        {
            return new(field.Name, "INVALID_LENGTH", $"{field.Name} is too long: at most {field.MaxLength ?? TextLimit} characters");
        }

        switch (field.Kind)
        {
            case FieldKind.Number or FieldKind.Money:
                return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? null : new(field.Name, "INVALID_FLOAT", $"{text} was not a valid number.");
            case FieldKind.Bool:
                return text is "true" or "false" ? null : new(field.Name, "INVALID_BOOLEAN", $"{text} was not one of the allowed options: [true, false]");
            case FieldKind.Choice:
                return field.Options.Contains(text, StringComparer.Ordinal) ? null
                    : new(field.Name, "INVALID_OPTION", $"{text} was not one of the allowed options: [{string.Join(", ", field.Options)}]");
            case FieldKind.Email:
                value = text.ToLowerInvariant();
                return text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && text.IndexOf('.', at) > at + 1 && !text.Contains(' ', StringComparison.Ordinal) ? null
                    : new(field.Name, "INVALID_EMAIL", $"Email address {text} is invalid");
            case FieldKind.Date or FieldKind.Time:
                var time = Time(text);
                value = time?.ToString(field.Kind == FieldKind.Date ? "yyyy-MM-dd" : TimeFormat, CultureInfo.InvariantCulture);
                return time is null ? new(field.Name, "INVALID_DATE", $"{text} was not a valid date.") : null;
            default:
                return null;
        }
    }

    private static string? Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value => value.ToJsonString(),
        _ => null,
    };
}
