namespace Integration.Sagas.Attempts;

/// <summary>The steps of an attempt, as they stand in keys, in the saga's row and in the ops views.</summary>
public static class AttemptStep
{
    /// <summary>Make it known to the gateway, unconfirmed.</summary>
    public const string Create = "create";

    /// <summary>Hold the money.</summary>
    public const string Authorize = "authorize";

    /// <summary>Take the money that is held.</summary>
    public const string Capture = "capture";

    /// <summary>Close it.</summary>
    public const string Cancel = "cancel";

    /// <summary>Ask where it is.</summary>
    public const string LookUp = "look_up";
}
