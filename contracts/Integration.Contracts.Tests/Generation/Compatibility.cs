using System.Globalization;
using System.Text.Json.Nodes;

namespace Integration.Contracts.Tests;

/// <summary>What a new schema takes away from those who were written against an older one. Messages of old senders have to be read, and old readers have to find what they
/// rely on: in commands and events alike, since both lie in queues and dead letters when a version changes.</summary>
internal static class Compatibility
{
    private static readonly string[] UpperLimits = ["maxLength", "maxProperties", "maximum"];
    private static readonly string[] LowerLimits = ["minLength", "minimum"];
    private static readonly string[] Exact = ["format", "pattern", "const", "$id"];

    /// <summary>Every break, in words; empty when old and new get along.</summary>
    public static IReadOnlyList<string> Breaks(JsonObject older, JsonObject newer, string at = "")
    {
        var found = new List<string>();
        if (!Types(older).SetEquals(Types(newer)))
        {
            found.Add($"{at} was {string.Join(" or ", Types(older))} and is now {string.Join(" or ", Types(newer))}");
        }

        found.AddRange(Exact.Where(keyword => Text(older, keyword) != Text(newer, keyword)).Select(keyword => $"{at} has another {keyword}"));
        found.AddRange(UpperLimits.Where(keyword => Number(newer, keyword) < (Number(older, keyword) ?? long.MaxValue)).Select(keyword => $"{at} has a tighter {keyword}"));
        found.AddRange(LowerLimits.Where(keyword => Number(newer, keyword) > (Number(older, keyword) ?? long.MinValue)).Select(keyword => $"{at} has a tighter {keyword}"));
        if (newer["enum"] is JsonArray values && older["enum"]?.AsArray().Select(Word).Except(values.Select(Word)).Any() is not false)
        {
            found.Add($"{at} allows fewer values");
        }

        if (newer["additionalProperties"] is JsonValue)
        {
            found.Add($"{at} refuses fields that are not named: newer senders have some");
        }

        foreach (var map in new[] { "additionalProperties", "propertyNames" })
        {
            if (older[map] is JsonObject was && newer[map] is JsonObject becomes)
            {
                found.AddRange(Breaks(was, becomes, $"{at}.*"));
            }
        }

        return [.. found, .. Fields(older, newer, at)];
    }

    /// <summary>The types a schema allows.</summary>
    public static HashSet<string> Types(JsonObject schema) => schema["type"] switch
    {
        null => [],
        JsonArray several => [.. several.Select(Word)],
        var one => [Word(one)],
    };

    private static IEnumerable<string> Fields(JsonObject older, JsonObject newer, string at)
    {
        var (before, after) = (older["properties"]?.AsObject() ?? [], newer["properties"]?.AsObject() ?? []);
        foreach (var (name, was) in before)
        {
            foreach (var broken in after[name] is JsonObject becomes ? Breaks(was!.AsObject(), becomes, $"{at}.{name}") : [$"{at}.{name} is gone"])
            {
                yield return broken;
            }
        }

        var (had, has) = (Required(older), Required(newer));
        foreach (var name in has.Except(had))
        {
            yield return $"{at}.{name} is required now: older messages do not have it";
        }

        foreach (var name in had.Except(has).Where(after.ContainsKey))
        {
            yield return $"{at}.{name} may be missing now: older readers rely on it";
        }
    }

    private static HashSet<string> Required(JsonObject schema) => [.. schema["required"]?.AsArray().Select(Word) ?? []];

    private static string? Text(JsonObject schema, string keyword) => schema[keyword]?.ToJsonString();

    private static long? Number(JsonObject schema, string keyword) => schema[keyword] is { } number ? long.Parse(number.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static string Word(JsonNode? node) => node!.ToString();
}
