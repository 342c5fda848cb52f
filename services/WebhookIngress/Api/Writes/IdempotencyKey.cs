using Integration.Contracts.Rules;

namespace Integration.WebhookIngress.Api.Writes;

/// <summary>The header <c>Idempotency-Key</c>: 1 to 255 visible ASCII characters, once. Not a card number; one may stand in it, as any sixteen digits of an order's number may look like one.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <summary>The key, or the problem. No key is a problem only where one is <paramref name="required"/>.</summary>
    public static (string? Key, ProblemAnswer? Problem) Read(HttpRequest request, bool required) => request.Headers[Header] switch
    {
        [] => (null, required ? Problems.KeyMissing.Answer($"Send {Header}: a value of your own, the same whenever this request is sent again.") : null),
        [{ Length: > 0 and <= MaxLength } key] when key.All(c => c is > ' ' and <= '~') && !CardNumber.Is(key) => (key, null),
        _ => (null, Problems.BadRequest.Answer($"{Header} has to be sent once, with 1 to {MaxLength} visible ASCII characters, and may not be a card number.")),
    };
}
