using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;
using Integration.Persistence.DeadLetters;
using MassTransit;
using MassTransit.AzureServiceBusTransport;

namespace Integration.Hosting.AzureServiceBus;

/// <summary>The dead-letter queue that each queue of Service Bus has, with the reason where its tools show it. MassTransit would say neither reason nor description, and its own queues
/// <c>_error</c> and <c>_skipped</c> would be two more per endpoint.</summary>
internal sealed class NativeDeadLetters : IBrokerDeadLetters
{
    /// <summary>Service Bus takes no more characters in a description (and no more in a reason).</summary>
    private const int Longest = 4096;

    public async Task SetAsideAsync(ReceiveContext context, string code, string reason)
    {
        if (!context.TryGetPayload(out MessageLockContext? held))
        {
            throw new TransportException(context.InputAddress, "The message's lock is not known, so it cannot be set aside; it comes again.");
        }

        if (held is ServiceBusMessageLockContext own)
        {
            await DeadLetterAsync(own, code, reason, context.CancellationToken);
            return;
        }

        await held.DeadLetter();        // a session's; none of the product's queues has sessions
    }

    private static async Task DeadLetterAsync(ServiceBusMessageLockContext held, string code, string reason, CancellationToken cancellationToken)
    {
        await EventArgs(held).DeadLetterMessageAsync(Message(held), code, Cut(reason), cancellationToken);
        DeadLettered(held) = true;      // MassTransit completes what is not
    }

    private static string Cut(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..end];
    }

    // The transport keeps these to itself; they are pinned with its version, and were seen to work with 8.5 (docs/azure-service-bus.md).
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_eventArgs")]
    private static extern ref ProcessMessageEventArgs EventArgs(ServiceBusMessageLockContext held);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref ServiceBusReceivedMessage Message(ServiceBusMessageLockContext held);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_deadLettered")]
    private static extern ref bool DeadLettered(ServiceBusMessageLockContext held);
}
