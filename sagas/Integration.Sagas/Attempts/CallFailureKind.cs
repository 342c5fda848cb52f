using System.Text.Json.Serialization;

namespace Integration.Sagas.Attempts;

/// <summary>What is known about a gateway call that gave no outcome (SAFETY, words).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallFailureKind>))]
public enum CallFailureKind
{
    /// <summary>Surely not executed: safe to repeat.</summary>
    Transient,

    /// <summary>Refused for its rate, not executed.</summary>
    RateLimited,

    /// <summary>May have been executed: a time-out, a reset connection, any 5xx.</summary>
    OutcomeUnknown,

    /// <summary>The gateway says our request is wrong.</summary>
    Rejected,

    /// <summary>Credentials or permissions.</summary>
    Misconfigured,
}
