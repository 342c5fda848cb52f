using Integration.Contracts.Crm;
using MassTransit;

namespace Integration.CrmSync.Forgetting;

/// <summary>Writes down that a customer is to be forgotten; from then on nothing of the customer is sent. The erasure follows, and is told when the CRM has done it. A command that
/// breaks a rule goes to the dead letters.</summary>
internal sealed class ForgetConsumer(ForgetDesk desk) : IConsumer<ForgetCustomer>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<ForgetCustomer> context)
    {
        desk.Take(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>A queue of its own: what the law wants waits behind no backlog of events.</summary>
internal sealed class ForgetConsumerDefinition : ConsumerDefinition<ForgetConsumer>
{
    public ForgetConsumerDefinition()
    {
        EndpointName = "crm-forget";
        ConcurrentMessageLimit = 1;
    }
}
