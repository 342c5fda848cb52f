using System.ComponentModel.DataAnnotations;
using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker;

/// <summary>How many messages of the sagas this process handles at once. Each holds a connection to PostgreSQL meanwhile; those of one payment follow each other whatever stands here.</summary>
public sealed class SagaConcurrencyOptions
{
    /// <summary>The configuration section, which the consumers share.</summary>
    public const string Section = "Concurrency";

    /// <summary>Messages to payments.</summary>
    [Range(1, 100_000)] public int Payments { get; set; } = 32;

    /// <summary>Messages to refunds: a day of refunds delays no payment.</summary>
    [Range(1, 100_000)] public int Refunds { get; set; } = 8;
}

internal sealed class PaymentSagaDefinition : SagaDefinition<PaymentState>
{
    public PaymentSagaDefinition(IOptions<SagaConcurrencyOptions> concurrency) => Endpoint(endpoint =>
    {
        endpoint.Name = "payments";
        endpoint.ConcurrentMessageLimit = concurrency.Value.Payments;
    });
}

internal sealed class RefundSagaDefinition : SagaDefinition<RefundState>
{
    public RefundSagaDefinition(IOptions<SagaConcurrencyOptions> concurrency) => Endpoint(endpoint =>
    {
        endpoint.Name = "refunds";
        endpoint.ConcurrentMessageLimit = concurrency.Value.Refunds;
    });
}
