using Integration.GatewaySandbox.PayPal;
using Integration.GatewaySandbox.Stripe;
using Integration.GatewaySandbox.Webhooks;
using Integration.Simulation.Gateways;
using Integration.Simulation.Host;
using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>Everything between the product and the gateways: calls that hang, answers that come late, webhooks that are lost, doubled and overtaken.</summary>
internal sealed class Network(Dice dice, Chaos chaos, Clock clock, Trace trace, Coverage coverage) : ICallDirector, IEventSink
{
    /// <summary>What is assumed of a refund, the one call that its key alone keeps from being executed twice: it is at the gateway within that time, or never. The product trusts a key for an hour less than its gateway does.</summary>
    private static readonly TimeSpan LongestOnTheWire = TimeSpan.FromHours(1);

    private readonly List<(GatewayModel Gateway, EventState Told)> _told = [];

    /// <summary>Webhooks on their way.</summary>
    public List<(GatewayModel Gateway, EventState Told)> Ringing { get; } = [];

    /// <summary>Calls that were sent and that the gateway has not dealt with: some whose caller is gone.</summary>
    public List<PendingCall> Travelling { get; } = [];

    /// <summary>The keys that were sent.</summary>
    public Keys Keys { get; } = new(clock);

    /// <summary>The gateway's word on something that no call of ours caused was lost: a comparison of the books would find it, and nothing else.</summary>
    public bool LostNews { get; private set; }

    /// <inheritdoc />
    public CallPlan Decide(CallInfo call)
    {
        Keys.Send(call);
        var plan = chaos.Plan(call);
        var met = plan.ToString();
        coverage.Call(call.Operation, met);
        if (trace.IsWritten)
        {
            trace.Add($"  #{Dispatch.Current?.Number} calls {call}: {met}");
        }

        return plan;
    }

    /// <inheritdoc />
    public void Hold(PendingCall call)
    {
        var caller = Dispatch.Current ?? throw new InvalidOperationException($"{call.Info} has no caller");
        caller.Call = call;
        caller.Stands = true;
        if (call.Progress != CallProgress.Executed)
        {
            Travelling.Add(call);
            call.SentAt = clock.GetTimestamp();
        }
    }

    /// <summary>What can be under way no longer when so much time has passed.</summary>
    public IReadOnlyList<PendingCall> Overdue(TimeSpan by) =>
        Travelling.FindAll(call => call.Info.Operation is Operations.Refund or PayPalOperations.Refund && clock.GetElapsedTime(call.SentAt) + by > LongestOnTheWire);

    /// <inheritdoc />
    public void Executed(CallInfo call, CallEffect effect)
    {
        if (effect.Changed)
        {
            Keys.Execute(call);
        }

        if (trace.IsWritten)
        {
            trace.Add($"  {call.Gateway} {(effect.Changed ? "executes" : effect.Replayed ? "replays" : "answers")} {call.Operation} {call.ObjectId ?? call.Key}: HTTP {effect.Status}");
        }
    }

    /// <summary>Something that was told before is told again, under another id.</summary>
    public void TellAgain()
    {
        if (_told.Count > 0)
        {
            var (gateway, told) = _told[dice.Below(_told.Count)];
            coverage.Fault(Fault.WebhookWithATwin);
            trace.Add($"  {gateway.Name} tells {told.Type} of {told.ObjectId} again");
            Ringing.Add((gateway, gateway.Twin(told)));
        }
    }

    /// <inheritdoc />
    public void Raise(GatewayModel gateway, EventState told, CallInfo? cause)
    {
        _told.Add((gateway, told));
        if (chaos.Strikes(chaos.Webhooks))
        {
            switch (dice.Below(4))
            {
                case 0 or 1:
                    coverage.Fault(Fault.WebhookLost);
                    LostNews |= cause is null;
                    trace.Add($"  {gateway.Name} tells {told.Type}: lost");
                    return;
                case 2:
                    coverage.Fault(Fault.WebhookDoubled);
                    Ringing.Add((gateway, told));
                    break;
                default:
                    coverage.Fault(Fault.WebhookWithATwin);
                    Ringing.Add((gateway, gateway.Twin(told)));
                    break;
            }
        }

        Ringing.Add((gateway, told));
    }
}
