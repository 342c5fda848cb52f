using System.Text;
using System.Text.Json;

namespace Integration.Simulation.Sql;

/// <summary>An object of type jsonb: its text is as PostgreSQL keeps and shows it, with the keys by length and then by their bytes, each once.</summary>
internal sealed class Jsonb : IEquatable<Jsonb>
{
    private static readonly Comparer<string> ByLength = Comparer<string>.Create((a, b) =>
        Encoding.UTF8.GetByteCount(a) - Encoding.UTF8.GetByteCount(b) is var order and not 0 ? order : Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    private readonly SortedDictionary<string, string> _fields;
    private readonly string _text;

    private Jsonb(SortedDictionary<string, string> fields)
    {
        _fields = fields;
        _text = TextOf(fields);
    }

    /// <exception cref="NotSupportedException">It is no object.</exception>
    public static Jsonb Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? new(Fields(document.RootElement)) : throw new NotSupportedException($"The model of PostgreSQL knows objects only as jsonb: {json}");
    }

    /// <summary>Without a key.</summary>
    public Jsonb Without(string key)
    {
        var fields = new SortedDictionary<string, string>(_fields, ByLength);
        return fields.Remove(key) ? new(fields) : this;
    }

    /// <summary>With another's fields over these.</summary>
    public Jsonb With(Jsonb other)
    {
        var fields = new SortedDictionary<string, string>(_fields, ByLength);
        foreach (var (key, value) in other._fields)
        {
            fields[key] = value;
        }

        return new(fields);
    }

    public bool Equals(Jsonb? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as Jsonb);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    private static SortedDictionary<string, string> Fields(JsonElement from)
    {
        var fields = new SortedDictionary<string, string>(ByLength);
        foreach (var property in from.EnumerateObject())
        {
            fields[property.Name] = TextOf(property.Value);
        }

        return fields;
    }

    private static string TextOf(SortedDictionary<string, string> fields) => $"{{{string.Join(", ", fields.Select(f => $"{Quoted(f.Key)}: {f.Value}"))}}}";

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => TextOf(Fields(value)),
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(TextOf))}]",
        JsonValueKind.String => Quoted(value.GetString()!),
        JsonValueKind.Number when value.TryGetInt64(out _) => value.GetRawText(),
        JsonValueKind.Number => throw new NotSupportedException($"The model of PostgreSQL knows whole numbers only in jsonb: {value.GetRawText()}"),
        _ => value.GetRawText(),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\0' => throw SqlError.Of("22P05", "unsupported Unicode escape sequence"),
                < ' ' => quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
