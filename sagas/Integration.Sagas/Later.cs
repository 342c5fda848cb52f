using MassTransit;

namespace Integration.Sagas;

/// <summary>Brings a message back to the queue it came from, later: nobody waits meanwhile, and a crash loses nothing.</summary>
public static class Later
{
    /// <summary>Sends the message again after the delay, counted by the clock that the timers of this process run by. What is sent joins the unit of work of the message that is handled.</summary>
    /// <param name="context">The message that is handled.</param>
    /// <param name="message">What comes later.</param>
    /// <param name="delay">How much later.</param>
    /// <param name="headers">Sets headers of it.</param>
    public static async Task SendLaterAsync<T>(this ConsumeContext context, T message, TimeSpan delay, Action<SendHeaders>? headers = null)
        where T : class
    {
        var queue = await context.GetSendEndpoint(context.ReceiveContext.InputAddress);
        await queue.Send(message, Pipe.Execute<SendContext<T>>(send =>
        {
            send.Delay = delay;
            headers?.Invoke(send.Headers);
        }));
    }
}
