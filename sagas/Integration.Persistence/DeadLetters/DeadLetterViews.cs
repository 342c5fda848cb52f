namespace Integration.Persistence.DeadLetters;

/// <summary>Which dead letters are wanted; what is absent does not matter.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>The endpoint that refused the message.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The end of the message's type: <c>InitiatePayment</c>, or the whole URN.</summary>
    public string? Contract { get; init; }

    /// <summary>Open, retried or discarded.</summary>
    public string? Status { get; init; }

    /// <summary>Last failed at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last failed before this time.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A dead letter in a list: no body and no header, because both hold personal data.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Endpoint">Which endpoint refused it; of a message that could not be sent, the address where it should have gone.</param>
/// <param name="MessageId">The message's own id, the same after a retry.</param>
/// <param name="MessageType">Its URN, where one is named.</param>
/// <param name="Fault">Why, in words.</param>
/// <param name="Failures">How often it was set aside.</param>
/// <param name="Status"><c>open</c>, <c>retried</c> or <c>discarded</c>; one that fails again is open again.</param>
/// <param name="FirstFailedAt">When for the first time.</param>
/// <param name="LastFailedAt">When for the last time.</param>
/// <param name="Final">True when whoever asked is told that it came to nothing: it is never sent again.</param>
public sealed record DeadLetterLine(
    Guid Id, string Endpoint, Guid MessageId, string? MessageType, string Fault, int Failures, string Status, DateTimeOffset FirstFailedAt, DateTimeOffset LastFailedAt, bool Final);

/// <summary>What somebody did about a dead letter.</summary>
/// <param name="Action"><c>retried</c> or <c>discarded</c>.</param>
/// <param name="By">Who.</param>
/// <param name="Why">Why.</param>
/// <param name="At">When.</param>
public sealed record DeadLetterAction(string Action, string By, string Why, DateTimeOffset At);

/// <summary>All of a dead letter. Card numbers are masked, vault tokens sealed (without a key: removed) and client secrets removed, and were already when it was recorded; everything
/// else stands as it was sent and may be personal data: show it to those only who may see it.</summary>
/// <param name="Line">What the list shows.</param>
/// <param name="ContentType">The body's type.</param>
/// <param name="Headers">The transport's headers, a JSON object.</param>
/// <param name="Body">The body.</param>
/// <param name="Stack">Where it failed.</param>
/// <param name="Actions">What was done about it, the oldest first.</param>
public sealed record DeadLetterDetails(DeadLetterLine Line, string? ContentType, string? Headers, string Body, string? Stack, IReadOnlyList<DeadLetterAction> Actions);

/// <summary>What came of a retry or discard.</summary>
public enum DeadLetterOutcome
{
    /// <summary>It was done, and is written down with who and why.</summary>
    Done,

    /// <summary>Nothing was done: somebody has retried it, and it has not failed again since.</summary>
    AlreadyRetried,

    /// <summary>Nothing was done: somebody has discarded it.</summary>
    AlreadyDiscarded,

    /// <summary>There is none with this id.</summary>
    NotFound,

    /// <summary>It cannot be sent again: its body lacks what was masked when it was recorded.</summary>
    Masked,

    /// <summary>It cannot be sent again: it came without a type, so that no consumer would know what it is.</summary>
    NamesNoType,

    /// <summary>It cannot be sent again: where it should have gone is no address.</summary>
    NamesNoDestination,

    /// <summary>It is not sent again: whoever asked was told that it is refused, or has called it off, and may have asked anew.</summary>
    Final,
}
