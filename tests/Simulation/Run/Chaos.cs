using Integration.GatewaySandbox.Faults;
using Integration.Simulation.Gateways;
using Integration.Simulation.Host;

namespace Integration.Simulation.Run;

/// <summary>How much goes wrong, and what: drawn once per history, so that calm ones and wild ones are both among them.</summary>
internal sealed class Chaos
{
    private static readonly (CallPlan Plan, int Weight)[] Plans =
    [
        (CallPlan.Held(CallProgress.Executed), 30), (CallPlan.Held(CallProgress.OnTheWire), 20), (CallPlan.Held(CallProgress.Begun), 10),
        (CallPlan.Meets(CallFault.ExecutedThen500), 8), (CallPlan.Meets(CallFault.NotExecuted503), 8), (CallPlan.Meets(CallFault.NotExecuted500), 6),
        (CallPlan.Meets(CallFault.ConnectionResetAfter), 8), (CallPlan.Meets(CallFault.ConnectionResetBefore), 5), (CallPlan.Meets(CallFault.RateLimited), 4),
        (CallPlan.Meets(CallFault.LockTimeout), 3), (CallPlan.Refused(NotSent.NoConnection), 3), (CallPlan.Refused(NotSent.OwnRate), 2), (CallPlan.Refused(NotSent.CircuitOpen), 3),
    ];

    private static readonly (int Percent, int Weight)[] Levels = [(0, 10), (8, 25), (25, 35), (50, 20), (75, 10)];

    /// <summary>What can become of a call, by name.</summary>
    public static IEnumerable<string> CallFaults => Plans.Select(p => p.Plan.ToString());

    private readonly Dice _dice;

    private readonly Mask _mask;

    /// <summary>Draws the history's character.</summary>
    /// <param name="dice">Of the history.</param>
    /// <param name="mask">Which faults happen.</param>
    /// <param name="slow">See <see cref="SlowConfirms"/>: no other call goes wrong then, so that it gets that far.</param>
    public Chaos(Dice dice, Mask mask, bool slow)
    {
        (_dice, _mask) = (dice, mask);
        Calls = dice.From(Levels);
        Webhooks = dice.From(Levels);
        Processes = dice.From(Levels);
        Steps = 40 + dice.Below(160);
        Meddles = Strikes(8);
        Haste = dice.Percent(50) ? 50 : 8;
        PlantsCharge = Strikes(5) && !Meddles;
        SlowConfirms = slow;
        (Calls, Steps) = slow ? (0, 250) : (Calls, Steps);
    }

    /// <summary>Of a hundred calls, how many meet something.</summary>
    public int Calls { get; private set; }

    /// <summary>The same of webhooks.</summary>
    public int Webhooks { get; private set; }

    /// <summary>The same of deliveries: processes that die, stop, or hear twice.</summary>
    public int Processes { get; private set; }

    /// <summary>After so many steps the world is healed.</summary>
    public int Steps { get; }

    /// <summary>Of a hundred times that a customer could act, how often one does: some take hours, and the payment waits for them.</summary>
    public int Haste { get; }

    /// <summary>Somebody changes amounts in the gateway's dashboard (SAFETY R6).</summary>
    public bool Meddles { get; }

    /// <summary>The gateway takes the money of an attempt that it said was canceled (SAFETY U4). One lie at a time.</summary>
    public bool PlantsCharge { get; }

    /// <summary>Stripe is slow beyond patience: no confirm arrives before its caller has given up, or before the payment gives the attempt up (SAFETY F2, F4).</summary>
    public bool SlowConfirms { get; private set; }

    /// <summary>The gateway that is down at the moment: nothing is executed there.</summary>
    public string? Down { get; set; }

    /// <summary>The world is well from now on.</summary>
    public void Heal()
    {
        (Calls, Webhooks, Processes) = (0, 0, 0);
        (Down, SlowConfirms) = (null, false);
    }

    /// <summary>What becomes of a call.</summary>
    public CallPlan Plan(CallInfo call)
    {
        if (call.Gateway == Down)
        {
            return _dice.Percent(50) ? CallPlan.Meets(CallFault.NotExecuted503) : CallPlan.Refused(_dice.Percent(50) ? NotSent.CircuitOpen : NotSent.NoConnection);
        }

        if (IsSlow(call) && _mask.Next())
        {
            return CallPlan.Held(CallProgress.OnTheWire);
        }

        return Strikes(Calls) ? _dice.From(Plans) : CallPlan.Answered;
    }

    /// <summary>True for the call that a slow gateway is slow with.</summary>
    public bool IsSlow(CallInfo call) => SlowConfirms && call is { Gateway: "stripe", Operation: "confirm" };

    /// <summary>True so often in a hundred, when the history's mask lets it: then something goes wrong.</summary>
    public bool Strikes(int percent) => _dice.Percent(percent) && _mask.Next();
}
