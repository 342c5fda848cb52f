using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways;

/// <summary>One gateway, one call per step. No method retries, and none throws for what a gateway or a network can do: that is a
/// <see cref="GatewayCall"/>. The caller has committed a claim for the key before (SAFETY R2).</summary>
public interface IPaymentGateway
{
    /// <summary>The name that stands in attempts, keys and rows.</summary>
    string Name { get; }

    /// <summary>The longest a call can take, with its wait for the rate: after it the call is taken for lost.</summary>
    TimeSpan CallLimit { get; }

    /// <summary>What a webhook of this type suggests about the object; nothing when it may be anything. Only used to decide whether to look.</summary>
    GatewayStatus? Suggests(string eventType);

    /// <summary>Makes the attempt known, unconfirmed, for manual capture: no money can move.</summary>
    Task<GatewayCall> CreateAsync(CreateAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Holds the money.</summary>
    Task<GatewayCall> AuthorizeAsync(AuthorizeAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Takes the full amount that is held.</summary>
    Task<GatewayCall> CaptureAsync(CaptureAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Closes the attempt. When the gateway refuses, the call says where the object stands instead.</summary>
    Task<GatewayCall> CancelAsync(CancelAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Fetches the object by its reference: read after write, never a search.</summary>
    Task<GatewayCall> LookUpAsync(LookUpAttempt command, CancellationToken cancellationToken);
}
