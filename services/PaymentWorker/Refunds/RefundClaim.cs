using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;

namespace Integration.PaymentWorker.Refunds;

/// <summary>What a claim of a refund's call asks for.</summary>
public sealed record RefundClaimRequest
{
    /// <summary>The command.</summary>
    public required RefundAttempt Command { get; init; }

    /// <summary>The refund's one key, for ever.</summary>
    public required string Key { get; init; }

    /// <summary>Of what is sent under the key.</summary>
    public required string RequestHash { get; init; }

    /// <summary>How long the calls can take: until then nobody else makes one (SAFETY F2).</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>See <see cref="IPaymentGateway.RefundKeyLifetime"/>.</summary>
    public required TimeSpan KeyLifetime { get; init; }

    /// <summary>Why the gateway cannot give this amount back, or nothing (SAFETY R7).</summary>
    public string? Inexpressible { get; init; }
}

/// <summary>What is known under the locks of payment and refund.</summary>
public sealed record RefundFacts
{
    /// <summary>The payment's dispute is open or lost.</summary>
    public bool Disputed { get; init; }

    /// <summary>The refund's newest command; nothing when there is no such refund.</summary>
    public int? Epoch { get; init; }

    /// <summary>The hash of the first claim; nothing when this is the first.</summary>
    public string? FirstHash { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public string? Reference { get; init; }

    /// <summary>The command that was last answered.</summary>
    public int AnsweredEpoch { get; init; }

    /// <summary>Until when a call is taken to be running.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When the first call was claimed that may have been executed and whose outcome is not known.</summary>
    public DateTimeOffset? UnsettledSince { get; init; }

    /// <summary>When the last such call was claimed.</summary>
    public DateTimeOffset? LastUnsettledAt { get; init; }
}

/// <summary>What a claim gives.</summary>
public abstract record RefundClaimOutcome
{
    private RefundClaimOutcome()
    {
    }

    /// <summary>The command is not the newest, or was answered: nothing to do.</summary>
    public sealed record Stale(string Reason) : RefundClaimOutcome;

    /// <summary>A call may be running until then.</summary>
    public sealed record Running(DateTimeOffset Until) : RefundClaimOutcome;

    /// <summary>No call may be made, and why.</summary>
    public sealed record Refused(CallFailureKind Kind, string Reason, string? Code = null) : RefundClaimOutcome;

    /// <summary>The call may be made.</summary>
    /// <param name="CallId">The call's row.</param>
    /// <param name="Way">What is safe.</param>
    /// <param name="Reference">The gateway's reference of the refund, once known.</param>
    /// <param name="LastUnsettledAt">See <see cref="RefundFacts.LastUnsettledAt"/>.</param>
    public sealed record Granted(Guid CallId, RefundWay Way, string? Reference, DateTimeOffset? LastUnsettledAt = null) : RefundClaimOutcome;
}

/// <summary>How a refund is brought forward.</summary>
public enum RefundWay
{
    /// <summary>No earlier call can have been executed: send.</summary>
    Send,

    /// <summary>An earlier call may have been executed: look first, and send again, under the same key, only what is not found.</summary>
    FindThenSend,

    /// <summary>Only look: its reference is known, or its key may be forgotten.</summary>
    Find,
}

/// <summary>Whether and how a refund's call may be made. Pure.</summary>
public static class RefundClaimRules
{
    /// <summary>Why not, or nothing.</summary>
    public static RefundClaimOutcome? Refuse(RefundClaimRequest request, RefundFacts facts, DateTimeOffset now)
    {
        var command = request.Command;
        return facts switch
        {
            { Epoch: null } => new RefundClaimOutcome.Stale("there is no such refund"),
            { Epoch: var epoch } when epoch != command.Epoch => new RefundClaimOutcome.Stale($"the refund is at command {epoch}, this is {command.Epoch}"),
            { AnsweredEpoch: var answered } when answered >= command.Epoch => new RefundClaimOutcome.Stale("it was answered"),
            { LeaseUntil: { } until } when until > now => new RefundClaimOutcome.Running(until),
            { FirstHash: { } hash } when hash != request.RequestHash => new RefundClaimOutcome.Refused(CallFailureKind.Rejected, "the refund's key was used for another request"),
            // From here on only a first call, or a repeat of what was surely never executed.
            { Reference: null, UnsettledSince: null, Disputed: true } => new RefundClaimOutcome.Refused(CallFailureKind.Rejected, "the payment is disputed: nothing was sent", "disputed"),
            { Reference: null, UnsettledSince: null } when request.Inexpressible is { } reason => new RefundClaimOutcome.Refused(CallFailureKind.Rejected, reason),
            _ => null,
        };
    }

    /// <summary>The way that cannot refund twice.</summary>
    public static RefundWay Way(RefundClaimRequest request, RefundFacts facts, DateTimeOffset now) => facts switch
    {
        { Reference: not null } => RefundWay.Find,
        { UnsettledSince: null } => RefundWay.Send,
        { UnsettledSince: { } since } => now - since > request.KeyLifetime ? RefundWay.Find : RefundWay.FindThenSend,
    };
}
