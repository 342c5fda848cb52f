namespace Integration.PaymentWorker.Tests.Compliance;

/// <summary>What happens to a call.</summary>
public enum Disturbance
{
    /// <summary>Executed; no answer comes.</summary>
    ExecutedAndSilent,

    /// <summary>Executed; answered with a server's failure.</summary>
    ExecutedAndFailed,

    /// <summary>Executed; the connection is cut.</summary>
    ExecutedAndCut,

    /// <summary>Refused for its rate.</summary>
    TooFast,
}
