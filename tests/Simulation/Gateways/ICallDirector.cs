using Integration.GatewaySandbox.Webhooks;

namespace Integration.Simulation.Gateways;

/// <summary>Decides what becomes of every call to a gateway; the scheduler is one. Everything is asked and told on the thread that makes the call.</summary>
internal interface ICallDirector
{
    /// <summary>Asked once for each call, before anything has happened to it.</summary>
    CallPlan Decide(CallInfo call);

    /// <summary>A call that was planned to be held is now in the director's hands; its caller gets an unfinished task when this returns.</summary>
    void Hold(PendingCall call);

    /// <summary>The gateway has executed or refused a call.</summary>
    void Executed(CallInfo call, CallEffect effect)
    {
    }
}

/// <summary>Gets the gateways' webhooks. Nothing delivers them but the receiver: it loses, repeats and reorders them.</summary>
internal interface IEventSink
{
    /// <summary>The gateway has something to tell.</summary>
    /// <param name="gateway">The model, for <see cref="GatewayModel.Message"/> and <see cref="GatewayModel.Twin"/>.</param>
    /// <param name="told">The event.</param>
    /// <param name="cause">The call that caused it; null when a customer, a bank or the gateway itself did.</param>
    void Raise(GatewayModel gateway, EventState told, CallInfo? cause);
}
