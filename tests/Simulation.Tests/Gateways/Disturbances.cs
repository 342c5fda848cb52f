using Integration.GatewaySandbox;
using Integration.GatewaySandbox.Faults;
using Integration.PaymentWorker.Tests.Compliance;
using Integration.Simulation.Gateways;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>What the compliance suite asks for, as plans.</summary>
internal static class Disturbances
{
    public static CallPlan Of(Disturbance disturbance) => CallPlan.Meets(disturbance switch
    {
        Disturbance.ExecutedAndSilent => CallFault.ExecutedThenTimeout,
        Disturbance.ExecutedAndFailed => CallFault.ExecutedThen500,
        Disturbance.ExecutedAndCut => CallFault.ConnectionResetAfter,
        Disturbance.TooFast => CallFault.RateLimited,
        _ => throw new ArgumentOutOfRangeException(nameof(disturbance)),
    });

    /// <summary>A world of its own, with these credentials or with no call that gets through.</summary>
    public static World Misled(List<World> worlds, Func<SandboxOptions, SandboxOptions>? credentials, NotSent otherwise = NotSent.NoConnection)
    {
        var world = new World(credentials: credentials);
        worlds.Add(world);
        if (credentials is null)
        {
            world.Plan("*", CallPlan.Refused(otherwise));
        }

        return world;
    }

    public static (int Captures, long Minor) Books(GatewayModel gateway)
    {
        var lines = gateway.Ledger().Intents;
        return (lines.Sum(l => l.Captures), lines.Sum(l => l.AmountReceived));
    }
}
