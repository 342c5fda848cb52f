using System.Text.Json.Nodes;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>One input of a batch that writes.</summary>
/// <param name="IdProperty">The property whose value <paramref name="Id"/> is; null: it is the record's id.</param>
internal sealed record HubSpotWrite(string? IdProperty, string Id, string? Trace, JsonObject Properties)
{
    /// <summary>The record as it was before the call; null when there is none.</summary>
    public Record? Existing { get; set; }

    public IReadOnlyDictionary<string, object?> Values { get; set; } = new Dictionary<string, object?>();

    public List<HubSpotProblem> Problems { get; } = [];
}
