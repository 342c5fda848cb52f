using System.Text.Json;
using Integration.Persistence.Outbox;
using MassTransit;
using Npgsql;

namespace Integration.Persistence.Commands;

/// <summary>Publishes from a program whose bus does not run. The message waits in the outbox for a running service's next sweep, so it needs the database alone, works the same with every
/// broker, and is kept while the broker is away.</summary>
public sealed class MessageDesk
{
    private readonly NpgsqlDataSource _source;
    private readonly OutboxRouter _router;
    private readonly Lazy<IBus> _bus;
    private readonly TimeProvider _time;

    internal MessageDesk(NpgsqlDataSource source, OutboxRouter router, Lazy<IBus> bus, TimeProvider time) =>
        (_source, _router, _bus, _time) = (source, router, bus, time);

    /// <summary>Writes one down, as plain JSON with its type beside it, which is what a sender in another language sends. A repeat publishes another.</summary>
    /// <param name="type">The contract.</param>
    /// <param name="json">The message.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <returns>The message's id; null where all endpoints are of this program and none takes such a message.</returns>
    public async Task<Guid?> PublishAsync(Type type, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        if (!_bus.Value.Topology.TryGetPublishAddress(type, out var address))
        {
            throw new ArgumentException($"{type.Name} is no message", nameof(type));
        }

        var now = _time.GetUtcNow();
        var urn = MessageUrn.ForTypeString(type);
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            MessageId = Guid.CreateVersion7(now),
            MessageType = urn,
            ContentType = "application/json",
            HeadersJson = JsonSerializer.Serialize(new Dictionary<string, string> { [MessageHeaders.MessageType] = urn }),
            Content = new BytesMessageBody(json.ToArray()),
            DestinationAddress = address,
            SentTime = now.UtcDateTime,
            DueAt = now,
        };
        var rows = _router.Route(message, type).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        rows.ForEach(row => batch.BatchCommands.Add(OutboxSql.Insert(row, now, Guid.NewGuid())));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return message.MessageId;
    }
}
