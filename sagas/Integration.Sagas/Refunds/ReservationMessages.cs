using System.Text.Json.Serialization;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Refunds;

/// <summary>A refund asks its payment for money. The payment decides under its own row's lock, so that refunds under way and done never exceed what was captured (SAFETY U6).
/// Answered by <see cref="RefundReserved"/> or <see cref="RefundNotReserved"/>; a repeat is answered as the first was and reserves once.</summary>
public sealed record ReserveRefund : CorrelatedBy<Guid>
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>In minor units of the payment's currency; absent means all that is left.</summary>
    public long? AmountMinor { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => PaymentId;
}

/// <summary>The amount belongs to the refund until it is settled.</summary>
public sealed record RefundReserved : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The attempt that captured: the money goes back there and nowhere else.</summary>
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's reference of the capture.</summary>
    public required string CaptureReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}

/// <summary>The payment has no money for the refund.</summary>
public sealed record RefundNotReserved : CorrelatedBy<Guid>
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>See <see cref="Contracts.Payments.RefundFailed.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>In words.</summary>
    public required string Reason { get; init; }

    /// <summary>True when it may be different soon.</summary>
    public bool MayWait { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => RefundId;
}

/// <summary>What became of a reservation. The highest <see cref="Sequence"/> of a refund counts, whatever the order of arrival.</summary>
public sealed record SettleReservation : CorrelatedBy<Guid>
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>True: the money went back. False: it did not, and may be refunded by another.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>From 1, for each refund.</summary>
    public required int Sequence { get; init; }

    /// <summary>In words.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => PaymentId;
}

/// <summary>A refund of the payment's money that no refund of ours made.</summary>
public sealed record ForeignRefundSeen : IAttemptAnswer
{
    /// <inheritdoc />
    public required AttemptRef Attempt { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public required string RefundReference { get; init; }

    /// <summary>Where it stands.</summary>
    public required RefundStanding Standing { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => Attempt.PaymentId;
}

/// <summary>Where a refund stands at its gateway. The order is that of its life: a later one is never taken back by an earlier one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefundStanding>))]
public enum RefundStanding
{
    /// <summary>The gateway works on it: it counts as given back until it fails.</summary>
    Pending,

    /// <summary>The money went back.</summary>
    Succeeded,

    /// <summary>The money stays with us, or came back.</summary>
    Failed,
}
