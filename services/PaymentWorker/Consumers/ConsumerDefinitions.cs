using Integration.PaymentWorker.Gateways.Stripe;
using Integration.PaymentWorker.Orphans;
using Integration.PaymentWorker.Reconciliation;
using Integration.PaymentWorker.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Consumers;

/// <summary>As many calls at once as the gateway's settings allow.</summary>
internal sealed class AttemptConsumerDefinition : ConsumerDefinition<AttemptConsumer>
{
    public AttemptConsumerDefinition(IOptions<StripeOptions> stripe, IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "attempts";
        ConcurrentMessageLimit = concurrency.Value.Attempts ?? stripe.Value.ConcurrentCalls;
    }
}

internal sealed class GatewayDoorbellConsumerDefinition : ConsumerDefinition<GatewayDoorbellConsumer>
{
    public GatewayDoorbellConsumerDefinition(IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "gateway-doorbell";
        ConcurrentMessageLimit = concurrency.Value.Doorbell;
    }
}

internal sealed class OrphanConsumerDefinition : ConsumerDefinition<OrphanConsumer>
{
    public OrphanConsumerDefinition(IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "orphans";
        ConcurrentMessageLimit = concurrency.Value.Orphans;
    }
}

internal sealed class DisputeConsumerDefinition : ConsumerDefinition<DisputeConsumer>
{
    public DisputeConsumerDefinition(IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "disputes";
        ConcurrentMessageLimit = concurrency.Value.Disputes;
    }
}

internal sealed class ReconciliationConsumerDefinition : ConsumerDefinition<ReconciliationConsumer>
{
    public ReconciliationConsumerDefinition(IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "reconciliation";
        ConcurrentMessageLimit = concurrency.Value.Reconciliation;
    }
}

internal sealed class OperatorAuditConsumerDefinition : ConsumerDefinition<OperatorAuditConsumer>
{
    public OperatorAuditConsumerDefinition(IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "operator-audit";
        ConcurrentMessageLimit = concurrency.Value.OperatorAudit;
    }
}

internal sealed class RefundConsumerDefinition : ConsumerDefinition<RefundConsumer>
{
    public RefundConsumerDefinition(IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "refund-calls";
        ConcurrentMessageLimit = concurrency.Value.RefundCalls;
    }
}

internal sealed class RefundDoorbellConsumerDefinition : ConsumerDefinition<RefundDoorbellConsumer>
{
    public RefundDoorbellConsumerDefinition(IOptions<ConcurrencyOptions> concurrency)
    {
        EndpointName = "refund-doorbell";
        ConcurrentMessageLimit = concurrency.Value.RefundDoorbell;
    }
}
