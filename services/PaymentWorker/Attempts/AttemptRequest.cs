using System.Security.Cryptography;
using System.Text.Json;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Attempts;

/// <summary>What a call says to the gateway, for ever in the same form: a repeat under the same key has to say the same (SAFETY invariant 6).</summary>
public static class AttemptRequest
{
    /// <summary>Lower-case hex of SHA-256 over what the request says. A field that is added later joins only when it is set: calls under way keep their hash.</summary>
    public static string Hash(IAttemptCommand command)
    {
        object?[] says = command switch
        {
            CreateAttempt create => [create.AmountMinor, create.Currency, create.Description, create.PaymentMethod, create.Customer,
                .. Added("return", create.ReturnUrl), .. Added("cancel", create.CancelUrl)],
            AuthorizeAttempt authorize => [authorize.PaymentMethod, authorize.ReturnUrl],
            CaptureAttempt capture => [.. Added("method", capture.PaymentMethod)],
            CancelAttempt => [],
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "a command without a key"),
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(says)));
    }

    /// <summary>Named, so that two fields that joined later are never taken for each other.</summary>
    private static string[] Added(string name, string? value) => value is null ? [] : [name, value];
}
