using Microsoft.Extensions.Logging;

namespace Integration.Persistence.Outbox;

/// <summary>What is told of rows that were not handed over at once.</summary>
internal sealed partial class OutboxDispatcher
{
    [LoggerMessage(1, LogLevel.Warning, "Outbox row {Id} ({MessageType}) was not handed over; the sweeper will try again after its lease")]
    private static partial void LogNotSent(ILogger logger, Exception failure, Guid id, string messageType);

    [LoggerMessage(6, LogLevel.Warning, "Outbox row {Id} ({MessageType}) is not confirmed by the broker after {Seconds} s; it is waited for in the background")]
    private static partial void LogSlow(ILogger logger, Guid id, string messageType, int seconds);

    [LoggerMessage(7, LogLevel.Warning, "Outbox row {Id} ({MessageType}) was never confirmed by the broker: its send is canceled after {Seconds} s more and made again")]
    private static partial void LogNeverConfirmed(ILogger logger, Guid id, string messageType, int seconds);

    [LoggerMessage(5, LogLevel.Error, "Outbox row {Id} cannot be read and was set aside as a dead letter")]
    private static partial void LogUnreadable(ILogger logger, Exception failure, Guid id);

    [LoggerMessage(2, LogLevel.Warning, "The failure of outbox row {Id} could not be recorded; it will be tried again after its lease")]
    private static partial void LogNotSetAside(ILogger logger, Exception failure, Guid id);
}
