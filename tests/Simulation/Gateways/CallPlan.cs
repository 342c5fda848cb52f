using Integration.GatewaySandbox.Faults;

namespace Integration.Simulation.Gateways;

/// <summary>How far a call has come at the gateway.</summary>
internal enum CallProgress
{
    /// <summary>Sent and not arrived: the gateway knows nothing of it.</summary>
    OnTheWire,

    /// <summary>Arrived: its key is in use, so that a twin is refused, and nothing has changed yet.</summary>
    Begun,

    /// <summary>Over, whether it changed something or was refused; the answer is on its way.</summary>
    Executed,

    /// <summary>Over without having been executed: nobody will answer it.</summary>
    Lost,
}

/// <summary>Why a call never leaves this process.</summary>
internal enum NotSent
{
    /// <summary>Our circuit is open.</summary>
    CircuitOpen,

    /// <summary>Our own limit of requests per second.</summary>
    OwnRate,

    /// <summary>Nobody listens, or the name is not known.</summary>
    NoConnection,

    /// <summary>The token's issuer does not answer. PayPal only.</summary>
    NoToken,

    /// <summary>The token's issuer refuses our credentials. PayPal only.</summary>
    Misconfigured,
}

/// <summary>What becomes of a call. The default: it is executed and answered at once.</summary>
internal readonly record struct CallPlan
{
    /// <summary>Executed and answered at once.</summary>
    public static CallPlan Answered => default;

    /// <summary>What goes wrong at the gateway; never <see cref="CallFault.Slow"/> or <see cref="CallFault.ExecutedThenTimeout"/>, which are times and so <see cref="HeldAt"/>.</summary>
    public CallFault? Fault { get; private init; }

    /// <summary>The call stands at this point until its <see cref="PendingCall"/> is told otherwise.</summary>
    public CallProgress? HeldAt { get; private init; }

    /// <summary>The call is not sent.</summary>
    public NotSent? Unsent { get; private init; }

    /// <summary>The call meets one of the sandbox's faults.</summary>
    public static CallPlan Meets(CallFault fault) => fault switch
    {
        CallFault.Slow => Held(CallProgress.Begun),
        CallFault.ExecutedThenTimeout => Held(CallProgress.Executed),
        _ => new() { Fault = fault },
    };

    /// <summary>The caller hears nothing until the scheduler says so: with <see cref="CallProgress.OnTheWire"/> a late or lost call, with <see cref="CallProgress.Executed"/> a
    /// late or lost answer.</summary>
    public static CallPlan Held(CallProgress at) => new() { HeldAt = at };

    /// <summary>The call does not leave this process.</summary>
    public static CallPlan Refused(NotSent reason) => new() { Unsent = reason };

    /// <inheritdoc />
    public override string ToString() => this switch
    {
        { Fault: { } fault } => fault.ToString(),
        { HeldAt: { } at } => $"held {at}",
        { Unsent: { } unsent } => $"not sent: {unsent}",
        _ => "answered",
    };
}
