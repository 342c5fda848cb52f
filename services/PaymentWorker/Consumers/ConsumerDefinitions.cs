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
    public AttemptConsumerDefinition(IOptions<StripeOptions> options)
    {
        EndpointName = "attempts";
        ConcurrentMessageLimit = options.Value.ConcurrentCalls;
    }
}

/// <summary>Its own queue: a flood of webhooks delays no payment.</summary>
internal sealed class GatewayDoorbellConsumerDefinition : ConsumerDefinition<GatewayDoorbellConsumer>
{
    public GatewayDoorbellConsumerDefinition()
    {
        EndpointName = "gateway-doorbell";
        ConcurrentMessageLimit = 16;
    }
}

/// <summary>Rare and never urgent against a payment's own calls.</summary>
internal sealed class OrphanConsumerDefinition : ConsumerDefinition<OrphanConsumer>
{
    public OrphanConsumerDefinition()
    {
        EndpointName = "orphans";
        ConcurrentMessageLimit = 4;
    }
}

/// <summary>Rare, and beside the payments' own calls.</summary>
internal sealed class DisputeConsumerDefinition : ConsumerDefinition<DisputeConsumer>
{
    public DisputeConsumerDefinition()
    {
        EndpointName = "disputes";
        ConcurrentMessageLimit = 4;
    }
}

/// <summary>Long reads: two at once leave the gateways' rate to the payments.</summary>
internal sealed class ReconciliationConsumerDefinition : ConsumerDefinition<ReconciliationConsumer>
{
    public ReconciliationConsumerDefinition()
    {
        EndpointName = "reconciliation";
        ConcurrentMessageLimit = 2;
    }
}

/// <summary>One row a command.</summary>
internal sealed class OperatorAuditConsumerDefinition : ConsumerDefinition<OperatorAuditConsumer>
{
    public OperatorAuditConsumerDefinition()
    {
        EndpointName = "operator-audit";
        ConcurrentMessageLimit = 2;
    }
}

/// <summary>Beside the payments' own calls: a day of refunds delays no charge.</summary>
internal sealed class RefundConsumerDefinition : ConsumerDefinition<RefundConsumer>
{
    public RefundConsumerDefinition()
    {
        EndpointName = "refund-calls";
        ConcurrentMessageLimit = 8;
    }
}

/// <summary>What gateways ring about refunds, ours and others.</summary>
internal sealed class RefundDoorbellConsumerDefinition : ConsumerDefinition<RefundDoorbellConsumer>
{
    public RefundDoorbellConsumerDefinition()
    {
        EndpointName = "refund-doorbell";
        ConcurrentMessageLimit = 4;
    }
}
