using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>What one call changed. Applied and written to the journal as one unit, with what its key remembers.</summary>
internal sealed class PayPalChanges
{
    public List<OrderState> Orders { get; init; } = [];

    public List<CaptureState> Captures { get; init; } = [];

    public List<RefundState> Refunds { get; init; } = [];

    public List<DisputeState> Disputes { get; init; } = [];

    public List<EventState> Events { get; init; } = [];

    public KeyState? Key { get; set; }

    /// <summary>Events that need no (further) delivery.</summary>
    public List<string> Settled { get; init; } = [];

    /// <summary>Keys that were forgotten on demand.</summary>
    public bool ForgetKeys { get; init; }

    public bool Changed => Orders.Count + Captures.Count + Refunds.Count + Disputes.Count > 0;
}
