using System.Collections.Frozen;
using System.Reflection;
using Integration.Contracts.Rules;
using Integration.Persistence;
using MassTransit;

namespace Integration.Hosting.Messaging;

/// <summary>Which messages have to reach a queue: those whose contract says so, and those that this process itself consumes, whose queues it declares. Anybody may listen to the others, or
/// nobody.</summary>
internal sealed class MandatoryMessages(IServiceProvider services)
{
    /// <summary>Asked for at the first message: what consumes is known once the bus is built.</summary>
    private readonly Lazy<FrozenSet<string>> _types = new(() => ContractMessages.All.Where(type => type.GetCustomAttribute<MandatoryAttribute>() is not null)
        .Concat(services.ConsumedMessages().Select(consumed => consumed.Message)).Select(MessageUrn.ForTypeString).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>A broker without queues for such a message returns it, instead of confirming what it throws away.</summary>
    public void Require(SendContext context)
    {
        if (context.SupportedMessageTypes is [var type, ..] && _types.Value.Contains(type) && context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }
    }
}
