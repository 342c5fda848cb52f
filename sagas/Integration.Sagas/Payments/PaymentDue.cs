using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>The payment's timer. One at a time; an older one is recognised by its token and changes nothing.</summary>
public sealed record PaymentDue : CorrelatedBy<Guid>
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <inheritdoc />
    public Guid CorrelationId => PaymentId;
}
