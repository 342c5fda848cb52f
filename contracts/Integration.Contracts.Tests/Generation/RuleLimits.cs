using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Integration.Contracts.Rules;

namespace Integration.Contracts.Tests;

/// <summary>What the rules of a command say of each field. They are code, so they are asked: a good message is spoiled in one field, and what they answer becomes
/// the schema's limit. What concerns several fields at once, or is no limit of JSON Schema's (card numbers, control characters), stands in words only.</summary>
internal sealed partial class RuleLimits(Contract contract)
{
    private static readonly JsonNode Endless = new string('x', 10_000);

    public void AddTo(JsonObject schema) => AddTo(schema, []);

    private void AddTo(JsonObject schema, string[] path)
    {
        foreach (var (name, node) in schema["properties"]!.AsObject())
        {
            var (field, at) = (node!.AsObject(), (string[])[.. path, name]);
            if (field.ContainsKey("properties"))
            {
                AddTo(field, at);
            }
            else if (field["additionalProperties"] is JsonObject values)
            {
                AddToMap(field, values, at);
            }
            else if (Compatibility.Types(field).Contains("string") && !field.ContainsKey("format"))
            {
                AddToText(field, at);
            }
            else if (Compatibility.Types(field).Contains("integer") && Broken(at, 0).Any(rule => rule.EndsWith("has to be greater than zero", StringComparison.Ordinal)))
            {
                field["minimum"] = 1;
            }
        }
    }

    private void AddToText(JsonObject field, string[] at)
    {
        Set(field, "minLength", Broken(at, "").Any(rule => rule.EndsWith("is missing", StringComparison.Ordinal)) ? 1 : null);
        Set(field, "maxLength", Limit(Broken(at, Endless.DeepClone())));
        if (Limit(Broken(at, PaymentRules.Sealed + Endless.GetValue<string>())) is { } whenSealed && field["maxLength"]?.GetValue<int>() is { } plain && whenSealed != plain)
        {
            (field["maxLength"], field["anyOf"]) = (whenSealed, new JsonArray(new JsonObject { ["maxLength"] = plain }, new JsonObject { ["pattern"] = "^" + Regex.Escape(PaymentRules.Sealed) }));
        }

        var broken = Broken(at, "x");
        if (broken.Any(rule => rule.Contains("three capital letters", StringComparison.Ordinal)))
        {
            field["pattern"] = "^[A-Z]{3}$";
        }

        if (broken.Any(rule => rule.Contains("absolute http(s) address", StringComparison.Ordinal)))
        {
            field["format"] = "uri";
        }
    }

    private void AddToMap(JsonObject field, JsonObject values, string[] at)
    {
        Set(field, "maxProperties", Limit(Broken(at, new JsonObject(Enumerable.Range(0, 1000).Select(i => KeyValuePair.Create($"{i}", (JsonNode?)"x"))))));
        var key = new JsonObject { ["minLength"] = 1 };     // without a name it cannot even be read
        Set(key, "maxLength", Limit(Broken(at, new JsonObject { [Endless.GetValue<string>()] = "x" })));
        field["propertyNames"] = key;
        Set(values, "maxLength", Limit(Broken(at, new JsonObject { ["x"] = Endless.DeepClone() })));
    }

    private IReadOnlyList<string> Broken(string[] path, JsonNode value)
    {
        var message = contract.Example;
        contract.Violations(message).ShouldBeEmpty($"the example of {contract} has to be good");
        var place = path[..^1].Aggregate(message, (at, name) => at[name]!.AsObject());
        place[path[^1]] = value;
        return contract.Violations(message);
    }

    private static int? Limit(IReadOnlyList<string> broken) =>
        broken.Select(rule => Number().Match(rule)).Where(match => match.Success).Select(match => (int?)int.Parse(match.Groups["limit"].Value, CultureInfo.InvariantCulture)).SingleOrDefault();

    private static void Set(JsonObject field, string keyword, int? limit)
    {
        if (limit is not null)
        {
            field[keyword] = limit;
        }
    }

    [GeneratedRegex(@"(longer|more) than (?<limit>\d+) (characters|entries)$")]
    private static partial Regex Number();
}
