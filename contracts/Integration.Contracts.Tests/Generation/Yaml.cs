using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Integration.Contracts.Tests;

/// <summary>JSON as block YAML.</summary>
internal static class Yaml
{
    // Text that YAML 1.1 or 1.2 would take for something else (true, 5672, 2026-01-15) is quoted.
    private static readonly ISerializer Writer = new SerializerBuilder().WithQuotingNecessaryStrings(quoteYaml1_1Strings: true).WithNewLine("\n").WithIndentedSequences().DisableAliases()
        .WithEventEmitter(next => new TextStyle(next)).Build();

    public static string Write(JsonNode json) => Writer.Serialize(Plain(json)!);

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject map => map.ToDictionary(field => field.Key, field => Plain(field.Value)),
        JsonArray list => list.Select(Plain).ToList(),
        null => null,
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => decimal.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
            _ => node.GetValue<string>(),
        },
    };

    /// <summary>Text of several lines is written as it is. What begins like a number or a date is quoted.</summary>
    private sealed class TextStyle(IEventEmitter next) : ChainedEventEmitter(next)
    {
        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (eventInfo.Source.Value is string text)
            {
                eventInfo.Style = text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal : text is [>= '0' and <= '9', ..] ? ScalarStyle.SingleQuoted : eventInfo.Style;
            }

            base.Emit(eventInfo, emitter);
        }
    }
}
