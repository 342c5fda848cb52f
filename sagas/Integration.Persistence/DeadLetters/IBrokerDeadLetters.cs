using MassTransit;

namespace Integration.Persistence.DeadLetters;

/// <summary>Where the broker's own copy of a dead letter goes, on a transport that has a place for it. Without one registered, MassTransit's queues <c>_error</c> and <c>_skipped</c> take it.
/// It is called after the letter is recorded; when it fails, the message comes again and the record knows the repeat.</summary>
public interface IBrokerDeadLetters
{
    /// <summary>Sets the message aside at the broker; afterwards it is not delivered again.</summary>
    /// <param name="context">The message.</param>
    /// <param name="code">What kind of failure, for filters: <c>failed</c> or <c>not-understood</c>.</param>
    /// <param name="reason">In words, redacted, as it stands in <c>ops.dead_letters</c>.</param>
    Task SetAsideAsync(ReceiveContext context, string code, string reason);
}

/// <summary>Ends a failed message's way through MassTransit at the broker's own dead letters.</summary>
internal sealed class BrokerDeadLetterFilter(IBrokerDeadLetters broker) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    /// <summary>Of a message whose handling failed beyond its retries.</summary>
    internal const string Failed = "failed";

    /// <summary>Of a message that no consumer of the endpoint understands.</summary>
    internal const string NotUnderstood = "not-understood";

    public void Probe(ProbeContext context) => context.CreateFilterScope("brokerDeadLetters");

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await broker.SetAsideAsync(context, Failed, Reason(context));
        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await broker.SetAsideAsync(context, NotUnderstood, Reason(context));
        await next.Send(context);
    }

    private static string Reason(PipeContext context) => context.TryGetPayload<RecordedFault>(out var fault) ? fault.Text : "recorded in ops.dead_letters";
}

/// <summary>The fault of a letter that was just recorded.</summary>
internal sealed record RecordedFault(string Text);
