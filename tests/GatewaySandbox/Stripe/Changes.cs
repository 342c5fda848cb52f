using System.Text.Json.Nodes;
using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>What one call changed. Applied and written to the journal as one unit, with the answer its key remembers.</summary>
internal sealed class Changes
{
    public List<IntentState> Intents { get; init; } = [];

    public List<ChargeState> Charges { get; init; } = [];

    public List<MethodState> Methods { get; init; } = [];

    public List<EventState> Events { get; init; } = [];

    public SavedAnswer? Saved { get; set; }

    /// <summary>Events that need no (further) delivery.</summary>
    public List<string> Settled { get; init; } = [];

    /// <summary>Keys that were forgotten on demand.</summary>
    public bool ForgetKeys { get; init; }
}

/// <summary>A call's answer with its changes.</summary>
internal sealed record Executed(int Status, JsonObject Body, Changes Changes);
