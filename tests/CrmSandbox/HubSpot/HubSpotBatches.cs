using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Records;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Reads what batch calls ask for.</summary>
internal sealed class HubSpotBatches(IOptions<CrmSandboxOptions> options, HubSpotBooks books)
{
    private readonly HubSpotOptions _options = options.Value.HubSpot;

    /// <summary>The type that the path names.</summary>
    /// <exception cref="ApiRefusal">There is none.</exception>
    public RecordTable Table(string type) => books.Books.Table(type) ?? throw new ApiRefusal(HubSpotFailure.NoSuchType(type));

    /// <summary>The body and its inputs.</summary>
    /// <exception cref="ApiRefusal">It is none, or has too many.</exception>
    public static (JsonObject Body, List<JsonObject> Inputs) Inputs(ApiCall call, int most)
    {
        var body = call.Json() ?? throw new ApiRefusal(HubSpotFailure.Bad("Invalid input JSON"));
        if (body["inputs"] is not JsonArray list || list.Any(input => input is not JsonObject))
        {
            throw new ApiRefusal(HubSpotFailure.Bad("Invalid input JSON: inputs is required"));
        }

        List<JsonObject> inputs = [.. list.Cast<JsonObject>()];
        return inputs.Count is 0 ? throw new ApiRefusal(HubSpotFailure.Bad("Batch inputs must not be empty"))
            : inputs.Count > most ? throw new ApiRefusal(HubSpotFailure.Bad($"The maximum number of inputs supported in a batch request is {most}. Please reduce the number of items and try again"))
            : (body, inputs);
    }

    /// <summary>The inputs of a write; ids are not repeated.</summary>
    /// <exception cref="ApiRefusal">The call is refused as a whole.</exception>
    public List<HubSpotWrite> Writes(ApiCall call, RecordTable table)
    {
        List<HubSpotWrite> writes = [.. Inputs(call, _options.MaxBatch).Inputs.Select(Read)];
        foreach (var write in writes)
        {
            RequireUnique(table, write.IdProperty);
        }

        var twice = writes.GroupBy(w => w.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any());
        return twice is null ? writes : throw new ApiRefusal(HubSpotFailure.Bad($"Duplicate IDs found in batch input: [{twice.Key}]. IDs must be unique"));
    }

    /// <summary>A property that stands for the id has to have unique values.</summary>
    /// <exception cref="ApiRefusal">It has not.</exception>
    public static void RequireUnique(RecordTable table, string? property)
    {
        if (property is not null && table.Schema.Field(property) is not { Unique: true })
        {
            throw new ApiRefusal(HubSpotFailure.Bad($"Unable to perform update/upsert by non-unique {table.Schema.Mark} property"));
        }
    }

    public static string? Text(JsonObject input, string name) => input[name] is JsonValue value
        ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()
        : null;

    private static HubSpotWrite Read(JsonObject input)
    {
        if (Text(input, "id") is not { Length: > 0 } id)
        {
            throw new ApiRefusal(HubSpotFailure.Bad("Invalid input JSON: id is required"));
        }

        if (input["properties"] is not JsonObject properties)
        {
            throw new ApiRefusal(HubSpotFailure.Bad("Invalid input JSON: properties is required"));
        }

        var property = Text(input, "idProperty");
        return new(property is "" or "hs_object_id" ? null : property, id, Text(input, "objectWriteTraceId"), properties);
    }
}
