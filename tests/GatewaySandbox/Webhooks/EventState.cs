using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Webhooks;

/// <summary>An event and the object it was about.</summary>
internal sealed record EventState(string Id, string Type, string ObjectId, string Body)
{
    /// <summary>The same change told by another event: at times a gateway tells of one change in two.</summary>
    public EventState WithId(string id)
    {
        var body = JsonNode.Parse(Body)!;
        body["id"] = id;
        return this with { Id = id, Body = body.ToJsonString() };
    }
}
