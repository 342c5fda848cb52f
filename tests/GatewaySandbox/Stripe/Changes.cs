using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>What one call changed. Applied and written to the journal as one unit, with the answer its key remembers.</summary>
internal sealed class Changes
{
    public List<IntentState> Intents { get; init; } = [];

    public List<ChargeState> Charges { get; init; } = [];

    public List<RefundState> Refunds { get; init; } = [];

    public List<DisputeState> Disputes { get; init; } = [];

    public List<MethodState> Methods { get; init; } = [];

    /// <summary>What Stripe will do later.</summary>
    public List<LaterState> Later { get; init; } = [];

    /// <summary>What of it is over.</summary>
    public List<string> LaterDone { get; init; } = [];

    public List<EventState> Events { get; init; } = [];

    public SavedAnswer? Saved { get; set; }

    /// <summary>Whether an object of the account is new or another.</summary>
    [JsonIgnore]
    public bool ChangeObjects => Intents.Count + Charges.Count + Refunds.Count + Disputes.Count > 0;

    /// <summary>Events that need no (further) delivery.</summary>
    public List<string> Settled { get; init; } = [];

    /// <summary>Keys that were forgotten on demand.</summary>
    public bool ForgetKeys { get; init; }
}

/// <summary>A call's answer with its changes.</summary>
internal sealed record Executed(int Status, JsonObject Body, Changes Changes);
