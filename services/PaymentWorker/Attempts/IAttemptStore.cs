using Integration.Persistence.UnitOfWork;
using Integration.PaymentWorker.Gateways;

namespace Integration.PaymentWorker.Attempts;

/// <summary>Attempts as they are kept. A claim commits by itself before the call; a result joins the unit of work of its message (SAFETY R5).</summary>
public interface IAttemptStore
{
    /// <summary>Commits "this worker is about to make this call", or says why it may not. Locks the payment, then the attempt (SAFETY R3).</summary>
    Task<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>The attempt, without a lock; nothing when no call of it was ever claimed.</summary>
    Task<AttemptRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken);

    /// <summary>The attempt that owns a gateway's reference, or that of a capture, inside the unit of work.</summary>
    Task<AttemptRecord?> FindAsync(IUnitOfWork unitOfWork, string gateway, string reference, string? captureReference, CancellationToken cancellationToken);

    /// <summary>Adds what came of a call to the unit of work: the call's row, the attempt's state (never backwards), the proof of a close.</summary>
    void Record(IUnitOfWork unitOfWork, CallRecord call, GatewayCall result, string? proof);

    /// <summary>Keeps a gateway's object that no attempt of ours owns, for ops (SAFETY U4: reported, never touched).</summary>
    void RecordUnmatched(IUnitOfWork unitOfWork, string gateway, string reference, string eventType);

    /// <summary>An object that was kept so is an attempt's after all.</summary>
    void ForgetUnmatched(IUnitOfWork unitOfWork, string gateway, string reference);
}
