namespace Integration.GatewaySandbox.Faults;

/// <summary>What goes wrong with a call.</summary>
internal enum CallFault
{
    /// <summary>Executes late: first a pause, in which the key is in use.</summary>
    Slow,

    /// <summary>Executes at once, and answers nothing until the client hangs up.</summary>
    ExecutedThenTimeout,

    /// <summary>Executes; the key remembers a 500.</summary>
    ExecutedThen500,

    /// <summary>Does not execute, and nothing remembers.</summary>
    NotExecuted503,

    /// <summary>Does not execute, but the key remembers a 500.</summary>
    NotExecuted500,

    /// <summary>429 before the key is looked at.</summary>
    RateLimited,

    /// <summary>429: the object was locked; nothing is remembered.</summary>
    LockTimeout,

    /// <summary>The connection is reset before anything happens.</summary>
    ConnectionResetBefore,

    /// <summary>Executes, remembers the true answer, and resets the connection.</summary>
    ConnectionResetAfter,
}

/// <summary>What goes wrong with the events of a call.</summary>
internal enum WebhookFault
{
    /// <summary>Never delivered.</summary>
    Lost,

    /// <summary>Delivered twice under one id.</summary>
    Duplicated,

    /// <summary>One change told by two events with different ids.</summary>
    Twin,

    /// <summary>Held until a later event of the same intent has arrived.</summary>
    Reordered,

    /// <summary>Delivered before the call is answered.</summary>
    Early,
}

/// <summary>The faults of one call: at most one of each kind.</summary>
internal readonly record struct FaultDecision(CallFault? Call, WebhookFault? Webhook);

/// <summary>The faults' names on the wire.</summary>
internal static class FaultNames
{
    private static readonly Dictionary<string, CallFault> Calls = new(StringComparer.Ordinal)
    {
        ["slow"] = CallFault.Slow,
        ["executed_then_timeout"] = CallFault.ExecutedThenTimeout,
        ["executed_then_500"] = CallFault.ExecutedThen500,
        ["not_executed_503"] = CallFault.NotExecuted503,
        ["not_executed_500"] = CallFault.NotExecuted500,
        ["rate_limited"] = CallFault.RateLimited,
        ["lock_timeout"] = CallFault.LockTimeout,
        ["connection_reset_before"] = CallFault.ConnectionResetBefore,
        ["connection_reset_after"] = CallFault.ConnectionResetAfter,
    };

    private static readonly Dictionary<string, WebhookFault> Webhooks = new(StringComparer.Ordinal)
    {
        ["webhook_lost"] = WebhookFault.Lost,
        ["webhook_duplicated"] = WebhookFault.Duplicated,
        ["webhook_twin"] = WebhookFault.Twin,
        ["webhook_reordered"] = WebhookFault.Reordered,
        ["webhook_early"] = WebhookFault.Early,
    };

    public static IEnumerable<string> All => Calls.Keys.Concat(Webhooks.Keys);

    public static FaultDecision? Parse(string name) =>
        Calls.TryGetValue(name, out var call) ? new(call, null)
        : Webhooks.TryGetValue(name, out var webhook) ? new(null, webhook)
        : null;

    public static string Name(CallFault fault) => Calls.First(p => p.Value == fault).Key;

    public static string Name(WebhookFault fault) => Webhooks.First(p => p.Value == fault).Key;
}
