using System.Text.Json.Nodes;

namespace Integration.CrmSandbox.Http;

/// <summary>What a CRM answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON; null for none.</param>
internal sealed record ApiAnswer(int Status, JsonNode? Body)
{
    /// <summary>How many records the call was about, when it was a batch.</summary>
    public int? Records { get; init; }

    /// <summary>How many of them were refused.</summary>
    public int Refused { get; init; }

    public static ApiAnswer Empty(int status) => new(status, null);
}

/// <summary>The call as a whole is refused.</summary>
internal sealed class ApiRefusal(ApiAnswer answer) : Exception($"HTTP {answer.Status}")
{
    public ApiAnswer Answer { get; } = answer;
}
