using Integration.Persistence.Outbox;

namespace Integration.Persistence.Telemetry;

/// <summary>Counts what the spine does, from outside of what it does.</summary>
internal static class MessageCounting
{
    /// <summary>Counts a handler's message as handled once its transaction is committed, as repeated when a twin was faster, else as failed.</summary>
    public static async Task CountAsync(this Task handling, string consumer, string message, Func<Exception, bool> twin)
    {
        try
        {
            await handling;
        }
        catch (Exception failure) when (twin(failure))
        {
            IntegrationTelemetry.MessageRepeated(consumer, message);
            throw;
        }
        catch (Exception failure)
        {
            IntegrationTelemetry.MessageFailed(consumer, message, failure.GetType().Name);
            throw;
        }

        IntegrationTelemetry.MessageHandled(consumer, message);
    }

    /// <summary>Counts a timer when it is handed over for the first time; a hand-over that failed is repeated and not counted again.</summary>
    public static void Timer(OutboxMessage message)
    {
        if (message is { IsTimer: true, Attempts: <= 1 })
        {
            IntegrationTelemetry.TimerFired(message.MessageType.Split(':', ';')[^1]);
        }
    }
}
