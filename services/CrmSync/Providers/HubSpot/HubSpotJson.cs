using System.Text.Json;

namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>A batch's answer. What failed may stand in <see cref="Errors"/> whatever the status is.</summary>
internal sealed record HubSpotBatch<T>
{
    public IReadOnlyList<T> Results { get; init => field = value ?? []; } = [];

    public IReadOnlyList<HubSpotError> Errors { get; init => field = value ?? []; } = [];
}

/// <summary>A record.</summary>
internal sealed record HubSpotObject
{
    public required string Id { get; init; }

    public IReadOnlyDictionary<string, string?> Properties { get; init; } = new Dictionary<string, string?>();

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>HubSpot may leave it out.</summary>
    public string? ObjectWriteTraceId { get; init; }
}

/// <summary>One record to write.</summary>
/// <param name="IdProperty">The property with our id.</param>
/// <param name="Id">Our id.</param>
/// <param name="ObjectWriteTraceId">With it errors are told record by record.</param>
/// <param name="Properties">Values as text; an empty one empties the property.</param>
internal sealed record HubSpotInput(string IdProperty, string Id, string ObjectWriteTraceId, IReadOnlyDictionary<string, string> Properties);

/// <summary>One record or the other end of an association.</summary>
internal sealed record HubSpotRef(string Id);

/// <summary>An association, as sent and as answered.</summary>
internal sealed record HubSpotPair(HubSpotRef From, HubSpotRef To);

/// <summary>The inputs of a batch.</summary>
internal sealed record HubSpotInputs<T>(IEnumerable<T> Inputs);

/// <summary>What batch/read is asked.</summary>
internal sealed record HubSpotReadInputs(IEnumerable<HubSpotRef> Inputs, IEnumerable<string> Properties);

/// <summary>An object type's properties.</summary>
internal sealed record HubSpotProperties(IReadOnlyList<HubSpotProperty> Results);

/// <summary>One property.</summary>
internal sealed record HubSpotProperty
{
    public required string Name { get; init; }

    public string? Type { get; init; }

    public IReadOnlyList<HubSpotOption> Options { get; init => field = value ?? []; } = [];

    public bool HasUniqueValue { get; init; }

    public bool Calculated { get; init; }

    /// <summary>The options are kept elsewhere (stages, owners), and may be missing here.</summary>
    public bool ExternalOptions { get; init; }

    public HubSpotModification? ModificationMetadata { get; init; }
}

/// <summary>What may be done to a property.</summary>
internal sealed record HubSpotModification(bool ReadOnlyValue);

/// <summary>One value that a property takes.</summary>
internal sealed record HubSpotOption(string Value);

/// <summary>An error, of a call or of one record. HubSpot promises none of its parts.</summary>
internal sealed record HubSpotError
{
    public string? Category { get; init; }

    /// <summary>Text, as a rule.</summary>
    public JsonElement? SubCategory { get; init; }

    public string? Message { get; init; }

    /// <summary>Which limit was reached.</summary>
    public string? PolicyName { get; init; }

    /// <summary>Lists of text by name: who and what is meant.</summary>
    public JsonElement? Context { get; init; }

    public IReadOnlyList<HubSpotError> Errors { get; init => field = value ?? []; } = [];

    /// <summary>Of an error in <see cref="Errors"/>.</summary>
    public string? Code { get; init; }

    /// <summary>What the context names under a word; nothing when it has no such word.</summary>
    public IEnumerable<string> Names(string word) => Context is { ValueKind: JsonValueKind.Object } context && context.TryGetProperty(word, out var named)
        ? (named.ValueKind == JsonValueKind.Array ? named.EnumerateArray() : Enumerable.Repeat(named, 1)).Select(n => n.ToString())
        : [];
}

/// <summary>What is wrong with one property, as it stands inside of a message.</summary>
internal sealed record HubSpotFault
{
    public string? Message { get; init; }

    public string? Error { get; init; }

    public string? Name { get; init; }
}

/// <summary>What GDPR's deletion is asked.</summary>
internal sealed record HubSpotForget(string ObjectId);
