namespace Integration.Simulation.Gateways;

/// <summary>A call as it arrives at the network.</summary>
/// <param name="gateway"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="operation">As the sandbox names it: <c>confirm</c>, <c>paypal.capture</c>.</param>
/// <param name="objectId">The gateway's id in the path.</param>
/// <param name="key">The idempotency key.</param>
/// <param name="request">Method and path.</param>
/// <param name="body">The form, the JSON or the query, as sent.</param>
/// <param name="handles">Finds <see cref="Handles"/>.</param>
/// <param name="payment">Finds <see cref="Payment"/>.</param>
internal sealed class CallInfo(string gateway, string operation, string? objectId, string? key, string request, string body, Func<IReadOnlyList<string>> handles, Func<string?> payment)
{
    private IReadOnlyList<string>? _handles;

    /// <summary><c>stripe</c> or <c>paypal</c>.</summary>
    public string Gateway { get; } = gateway;

    /// <summary>As the sandbox names it.</summary>
    public string Operation { get; } = operation;

    /// <summary>The gateway's id in the path.</summary>
    public string? ObjectId { get; } = objectId;

    /// <summary>The idempotency key.</summary>
    public string? Key { get; } = key;

    /// <summary>Method and path.</summary>
    public string Request { get; } = request;

    /// <summary>The form, the JSON or the query, as sent.</summary>
    public string Body { get; } = body;

    /// <summary>Every name by which the gateway knows the call's object when the call leaves: ids, the key, and what the product wrote on it.</summary>
    public IReadOnlyList<string> Handles => _handles ??= handles();

    /// <summary>The payment's id as the product wrote it on the object; null when the gateway holds none.</summary>
    public string? Payment => payment();

    /// <inheritdoc />
    public override string ToString() => $"{Gateway} {Operation} {ObjectId ?? Key}";
}

/// <summary>What came of a call at the gateway, whether or not the caller ever hears of it.</summary>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Changed">This very call made or changed something.</param>
/// <param name="Replayed">The answer is that of an earlier call with the same key.</param>
internal readonly record struct CallEffect(int Status, bool Changed, bool Replayed);
