using MassTransit;

namespace Integration.Benchmarks.Flow;

/// <summary>Starts a saga.</summary>
public sealed record StartPayment(Guid CorrelationId, long AmountMinor, string Gateway) : CorrelatedBy<Guid>;

/// <summary>Saga to consumer, first time.</summary>
public sealed record AuthorizePayment(Guid CorrelationId, long AmountMinor, string Gateway) : CorrelatedBy<Guid>;

/// <summary>Consumer to saga, first time.</summary>
public sealed record PaymentAuthorized(Guid CorrelationId, string AuthorizationCode) : CorrelatedBy<Guid>;

/// <summary>Saga to consumer, second time.</summary>
public sealed record ConfirmPayment(Guid CorrelationId, string AuthorizationCode) : CorrelatedBy<Guid>;

/// <summary>Consumer to saga, last.</summary>
public sealed record PaymentConfirmed(Guid CorrelationId) : CorrelatedBy<Guid>;
