namespace Integration.CrmSync.Providers;

/// <summary>Why a whole call had no useful answer.</summary>
public enum CrmFailureKind
{
    /// <summary>Too fast, or the day's allowance is spent: wait at least <see cref="CrmCallException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>No connection, an open circuit, 5xx. Writes may have been executed; they may be repeated, because they are by external id.</summary>
    Unavailable,

    /// <summary>The connection broke or the answer did not come in time: the call may still be executed, late. A newer version of the same records has to wait for that,
    /// lest it be overwritten.</summary>
    Unanswered,

    /// <summary>The CRM does not know us (any more): the token was revoked, or may not do this. Only a person can help.</summary>
    Unauthorized,

    /// <summary>The CRM refuses the call as it is, and a repeat would be refused again: an unknown object type or id field, a body it does not understand.</summary>
    Refused,
}

/// <summary>A call to the CRM that did not say what became of its records.</summary>
/// <param name="kind">Why.</param>
/// <param name="reason">In words, without addresses, secrets and values of records.</param>
/// <param name="retryAfter">How long the CRM asks to be left alone.</param>
/// <param name="cause">What was thrown, if anything was.</param>
public sealed class CrmCallException(CrmFailureKind kind, string reason, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>Why.</summary>
    public CrmFailureKind Kind { get; } = kind;

    /// <summary>How long the CRM asks to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The CRM broke over the call (HTTP 500): it may be broken, or one of the records may be why.</summary>
    public bool MayLieInARecord { get; init; }

    /// <summary>The CRM knows us, and does not let us do this one thing; others it may.</summary>
    public bool IsOfOneRight { get; init; }

    /// <summary>It would be said to every call: the CRM asks to be left alone, or does not know us.</summary>
    internal bool HoldsForAll => Kind == CrmFailureKind.RateLimited || (Kind == CrmFailureKind.Unauthorized && !IsOfOneRight);

    /// <summary>The mapping names what the CRM does not have, or lets nobody write: no record is at fault.</summary>
    public bool IsOfTheMapping { get; init; }

    /// <summary>The mapping does not fit the CRM's fields.</summary>
    internal static CrmCallException Misfit(IEnumerable<string> problems) => new(CrmFailureKind.Refused, $"the mapping does not fit: {string.Join("; ", problems)}") { IsOfTheMapping = true };

    /// <summary>What any failure says of the call.</summary>
    internal static CrmCallException Of(Exception failure) => failure switch
    {
        CrmCallException told => told,
        OperationCanceledException => new(CrmFailureKind.Unanswered, "no answer within the time of a batch", cause: failure),
        ArgumentException => new(CrmFailureKind.Refused, $"it cannot be sent: {failure.Message}", cause: failure),
        _ => new(CrmFailureKind.Unanswered, $"the call broke: {failure.GetType().Name}", cause: failure),
    };
}
