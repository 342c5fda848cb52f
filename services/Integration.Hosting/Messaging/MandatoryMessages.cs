using System.Collections.Frozen;
using System.Reflection;
using Integration.Contracts.Rules;
using MassTransit;

namespace Integration.Hosting.Messaging;

/// <summary>Which messages have to reach a queue: those whose contract says so, and those of the product's own, each of which has a taker. Anybody may listen to the other contracts, or nobody.
/// The process that hands a message over is often not the one that consumes it: every service sweeps one outbox.</summary>
internal static class MandatoryMessages
{
    private const string Platform = "urn:message:MassTransit:";

    private static readonly FrozenSet<string> ForAnybody = ContractMessages.All.Where(type => type.GetCustomAttribute<MandatoryAttribute>() is null)
        .Select(MessageUrn.ForTypeString).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A broker without queues for such a message returns it, instead of confirming what it throws away.</summary>
    public static void Require(SendContext context)
    {
        if (context.SupportedMessageTypes is [var type, ..] && !ForAnybody.Contains(type) && !type.StartsWith(Platform, StringComparison.Ordinal)
            && context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }
    }
}
