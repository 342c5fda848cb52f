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

    /// <summary>How long the gateway certainly remembers the key of an attempt's step (SAFETY U2).</summary>
    TimeSpan KeyLifetime { get; }

    /// <summary>How long the gateway certainly remembers the key of a refund. Afterwards <see cref="RefundAsync"/> may not be called for it again (SAFETY U6).</summary>
    TimeSpan RefundKeyLifetime { get; }

    /// <summary>How long a refund that was made may be missing in what <see cref="FindRefundAsync"/> reads. Until then, that a repeat is refused does not prove that the first call was
    /// not executed (SAFETY U6).</summary>
    TimeSpan RefundShowsWithin { get; }

    /// <summary>True: create, authorize, then capture. False: create, then capture; <see cref="AuthorizeAsync"/> is never called.</summary>
    bool HoldsBeforeCapture { get; }

    /// <summary>False: the gateway has no cancel, so <see cref="CancelAsync"/> only looks and closing rests on the claims (SAFETY F1).</summary>
    bool CanCancel { get; }

    /// <summary>What a webhook of this type suggests about the object; nothing when it may be anything. Only used to decide whether to look.</summary>
    GatewayStatus? Suggests(string eventType);

    /// <summary>What may follow a decline with this code; the cautious reading of one that is not known.</summary>
    Decline DeclineOf(string code);

    /// <summary>Makes the attempt known, unconfirmed, for manual capture: no money can move.</summary>
    Task<GatewayCall> CreateAsync(CreateAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Holds the money.</summary>
    Task<GatewayCall> AuthorizeAsync(AuthorizeAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Takes the full amount that is held, or at once where nothing is held before.</summary>
    Task<GatewayCall> CaptureAsync(CaptureAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Closes the attempt. When the gateway refuses, the call says where the object stands instead.</summary>
    Task<GatewayCall> CancelAsync(CancelAttempt command, string key, CancellationToken cancellationToken);

    /// <summary>Fetches the object by its reference: read after write, never a search.</summary>
    Task<GatewayCall> LookUpAsync(LookUpAttempt command, CancellationToken cancellationToken);

    /// <summary>Gives money back. A repeat under the same key, within <see cref="RefundKeyLifetime"/>, gives it back once.</summary>
    Task<RefundCall> RefundAsync(RefundRequest refund, string key, CancellationToken cancellationToken);

    /// <summary>Finds a refund whose call had no outcome (SAFETY U6): by its own reference when it is known, else by our id among the refunds of the attempt. It only reads.</summary>
    Task<RefundCall> FindRefundAsync(RefundRequest refund, CancellationToken cancellationToken);

    /// <summary>Fetches a dispute by the gateway's reference.</summary>
    Task<DisputeCall> LookUpDisputeAsync(string reference, CancellationToken cancellationToken);

    /// <summary>The gateway's own books of what it made in the window, to the end or not at all. Money can move later than its line was made: a hold is
    /// captured days after it, so compare over windows that reach back far enough.</summary>
    /// <exception cref="GatewayListException">The list broke off.</exception>
    IAsyncEnumerable<GatewayMovement> ListAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Of the same books the refunds alone, also those that failed since: far fewer lines, so that it can reach further back.</summary>
    /// <exception cref="GatewayListException">The list broke off.</exception>
    IAsyncEnumerable<GatewayMovement> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}
