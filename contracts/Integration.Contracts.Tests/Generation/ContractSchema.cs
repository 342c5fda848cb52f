using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Integration.Contracts.Payments;
using MassTransit.Serialization;

namespace Integration.Contracts.Tests;

/// <summary>A contract as JSON Schema 2020-12, in words that draft 7 (AsyncAPI) understands the same way. Fields that are not named here are allowed:
/// a newer sender may have them.</summary>
internal static class ContractSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The product's own options. Its converters are about reading into interfaces, and hide from the exporter what a dictionary holds; that both agree is a test of its own.
    private static readonly JsonSerializerOptions Wire = WithoutConverters();

    private static readonly JsonSchemaExporterOptions Exporting = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    /// <summary>The file's path below <c>contracts/</c>.</summary>
    public static string FileOf(Contract contract) => $"schemas/{contract.Name}.schema.json";

    public static JsonObject Of(Contract contract)
    {
        var exported = Wire.GetJsonSchemaAsNode(contract.Type, Exporting).AsObject();
        if (contract.IsCommand)
        {
            new RuleLimits(contract).AddTo(exported);
        }

        exported.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        exported.Insert(1, "$id", contract.Urn);
        exported.Insert(2, "title", contract.Type.Name);
        exported.Insert(3, "description", Descriptions.Of(contract.Type));
        exported["examples"] = new JsonArray(contract.Example);
        return exported;
    }

    public static string Write(JsonNode json) => json.ToJsonString(Readable) + "\n";

    private static JsonObject Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (node is not JsonObject schema || type.IsEnum || type == typeof(decimal) || type == typeof(double))
        {
            throw new InvalidOperationException($"{type} in a contract: say here how it is written (enums as text, amounts in minor units as integers).");
        }

        if (type == typeof(long) || type == typeof(int))
        {
            schema["format"] = type == typeof(long) ? "int64" : "int32";
        }

        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property)
        {
            var whole = type.Assembly == typeof(InitiatePayment).Assembly ? $"{Descriptions.Of(property)} {Descriptions.Of(type)}" : Descriptions.Of(property);
            schema.Insert(0, "description", whole);
        }

        return schema;
    }

    private static JsonSerializerOptions WithoutConverters()
    {
        var options = new JsonSerializerOptions(SystemTextJsonMessageSerializer.Options);
        options.Converters.Clear();
        return options;
    }
}
