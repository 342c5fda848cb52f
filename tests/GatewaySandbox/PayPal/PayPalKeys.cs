namespace Integration.GatewaySandbox.PayPal;

/// <summary><c>PayPal-Request-Id</c>: a repeat is answered with the latest state of what the first call made, or with the first call's decline; the bodies are not compared. What was refused
/// before execution, and 5xx answers, are not remembered. Every method is called under the store's gate.</summary>
internal sealed class PayPalKeys(PayPalStore store, PayPalOptions options, TimeProvider time)
{
    private const int LongestKey = 108;

    private readonly HashSet<(string Path, string Key)> _inUse = [];

    /// <summary>Takes the key for this call, or gives what is remembered under it.</summary>
    /// <exception cref="PayPalFailure">A twin is under way, or the key is too long.</exception>
    public KeyState? Take(PayPalCall call)
    {
        if (call.Key is not { } key)
        {
            return null;
        }

        if (key.Length > LongestKey)
        {
            throw PayPalFailure.Invalid("INVALID_STRING_LENGTH", "PayPal-Request-Id");
        }

        if (_inUse.Contains((call.Path, key)))
        {
            throw PayPalFailure.Conflict();
        }

        if (store.Key(call.Path, key) is { } known && time.GetUtcNow() - known.At < Lifetime(call))
        {
            return known;
        }

        _inUse.Add((call.Path, key));
        return null;
    }

    /// <summary>The call is over; whatever was to be remembered is in the store.</summary>
    public void Release(PayPalCall call)
    {
        if (call.Key is { } key)
        {
            _inUse.Remove((call.Path, key));
        }
    }

    /// <summary>What to remember; null without a key.</summary>
    public KeyState? Remember(PayPalCall call, PayPalExecuted executed) => call.Key is { } key
        ? new KeyState(key, call.Path, time.GetUtcNow(), executed.ObjectId, executed.Status, executed.Refusal?.Body(call.DebugId))
        : null;

    private TimeSpan Lifetime(PayPalCall call) =>
        call.Operation == PayPalOperations.Refund ? TimeSpan.FromDays(options.RefundKeyDays) : TimeSpan.FromHours(options.OrderKeyHours);
}
