using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Attempts;

/// <summary>One attempt as it stands in PostgreSQL.</summary>
public sealed record AttemptRecord
{
    /// <summary>See <see cref="AttemptIdentity.Of"/>.</summary>
    public required Guid AttemptId { get; init; }

    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>From 1, over the payment's life.</summary>
    public required int Number { get; init; }

    /// <summary>The gateway's name.</summary>
    public required string Gateway { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The gateway's reference, once known.</summary>
    public string? Reference { get; init; }

    /// <summary>Where the gateway's object was last seen; nothing before the first answer.</summary>
    public GatewayStatus? State { get; init; }

    /// <summary>The payment's one active attempt (SAFETY R3).</summary>
    public required bool Active { get; init; }

    /// <summary>Proven never to take money (SAFETY F1).</summary>
    public required bool Closed { get; init; }

    /// <summary>What proves it (SAFETY F7).</summary>
    public string? Proof { get; init; }

    /// <summary>The gateway's code of a decline, once one was seen.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>The command that was last answered.</summary>
    public required int AnsweredEpoch { get; init; }

    /// <summary>The call that may be running.</summary>
    public string? LeaseStep { get; init; }

    /// <summary>When the running call was claimed.</summary>
    public DateTimeOffset? LeaseSince { get; init; }

    /// <summary>Until when it is taken to be running.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The gateway's reference of the money's movement, once it moved.</summary>
    public string? CaptureReference { get; init; }

    /// <summary>How the attempt is named in answers.</summary>
    public AttemptRef Ref(int epoch) => new()
    {
        PaymentId = PaymentId, AttemptId = AttemptId, Number = Number, Gateway = Gateway, Epoch = epoch, Reference = Reference,
    };
}
