using System.Text.Json.Nodes;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>One event on its way to the app.</summary>
/// <param name="Number">HubSpot's id of it.</param>
/// <param name="Payload">Without the number of the attempt.</param>
internal sealed record HubSpotEvent(long Number, string Type, JsonObject Payload)
{
    /// <summary>How often it was sent already.</summary>
    public int Attempts { get; init; }

    /// <summary>As it is sent now.</summary>
    public JsonObject Body()
    {
        var body = (JsonObject)Payload.DeepClone();
        body["attemptNumber"] = Attempts;
        return body;
    }
}
