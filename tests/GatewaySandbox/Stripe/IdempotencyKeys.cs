namespace Integration.GatewaySandbox.Stripe;

/// <summary>Stripe's idempotency layer: an answer is kept once execution began, errors and 500s included; what was refused before is not. Every method is called under the store's gate.</summary>
internal sealed class IdempotencyKeys(StripeStore store, SandboxOptions options, TimeProvider time)
{
    private const int LongestKey = 255;

    private readonly TimeSpan _lifetime = TimeSpan.FromHours(options.IdempotencyKeyHours);

    private readonly Dictionary<string, StripeCall> _inUse = new(StringComparer.Ordinal);

    /// <summary>Takes the key for this call, or gives the answer that was saved under it.</summary>
    /// <exception cref="StripeFailure">The key is in use, or belongs to another request.</exception>
    public SavedAnswer? Take(StripeCall call)
    {
        if (call.Key is not { } key)
        {
            return null;
        }

        if (key.Length > LongestKey)
        {
            throw StripeFailure.Invalid($"Idempotency keys can be at most {LongestKey} characters long.");
        }

        if (_inUse.ContainsKey(key))
        {
            throw StripeFailure.KeyInUse(key);
        }

        if (store.Saved(key) is { } saved)
        {
            if (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(saved.Saved) < _lifetime)
            {
                return saved.Endpoint != call.Endpoint ? throw StripeFailure.OtherEndpoint(key, call.Endpoint, saved.Endpoint)
                    : saved.Fingerprint != call.Form.Fingerprint ? throw StripeFailure.OtherParameters(key)
                    : saved;
            }

            store.Forget(key);
        }

        _inUse.Add(key, call);
        return null;
    }

    /// <summary>The call is over; whatever was to be saved is in the store.</summary>
    public void Release(StripeCall call)
    {
        if (call.Key is not null)
        {
            _inUse.Remove(call.Key);
        }
    }

    /// <summary>What to save for the call; null without a key.</summary>
    public SavedAnswer? Save(StripeCall call, StripeAnswer answer) => call.Key is { } key
        ? new SavedAnswer(
            key, call.Endpoint, call.Form.Fingerprint, call.RequestId, time.GetUtcNow().ToUnixTimeSeconds(), answer.Status, options.PacksAnswers ? SavedAnswer.Deflate(answer.Body) : [])
        {
            Plain = options.PacksAnswers ? null : answer.Body,
        }
        : null;
}
