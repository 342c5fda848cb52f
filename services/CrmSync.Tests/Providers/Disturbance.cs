namespace Integration.CrmSync.Tests.Providers;

/// <summary>What happens to a call on its way.</summary>
public enum Disturbance
{
    /// <summary>Refused for its rate, with a time to wait; not executed.</summary>
    TooFast,

    /// <summary>Answered with a server's failure; not executed.</summary>
    Failed,

    /// <summary>The connection is cut; not executed.</summary>
    Cut,

    /// <summary>Executed; answered with a server's failure.</summary>
    ExecutedAndFailed,

    /// <summary>Executed; the connection is cut.</summary>
    ExecutedAndCut,

    /// <summary>Executed; no answer comes.</summary>
    ExecutedAndSilent,
}
