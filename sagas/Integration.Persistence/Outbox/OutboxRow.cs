using MassTransit;

namespace Integration.Persistence.Outbox;

/// <summary>Which outbox row a received message came from.</summary>
internal static class OutboxRow
{
    /// <summary>Null on a broker: there the header would be a stranger's wish to delete one of our rows.</summary>
    public static Guid? Of(Headers headers, PersistenceOptions options) =>
        options.Embedded && Guid.TryParse(headers.Get<string>(OutboxDispatcher.RowHeader), out var row) ? row : null;
}
