using Integration.Persistence.Outbox;
using Integration.Simulation.Host;
using MassTransit;
using Npgsql;

namespace Integration.Simulation.Run;

/// <summary>The broker and its sweepers: committed rows become messages in queues, in any order, at times twice.</summary>
internal sealed class Transport(SimulatedHost host)
{
    private const string Select = $"select {OutboxMessage.Columns} from messaging.outbox where id = $1";

    private readonly Dictionary<string, string[]> _receivers = host.Router.Endpoints
        .SelectMany(e => e.Value.Select(queue => (Urn: MessageUrn.ForType(e.Key).ToString(), Queue: Name(queue))))
        .GroupBy(e => e.Urn, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(e => e.Queue).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    /// <summary>Messages that are in a queue and at no consumer.</summary>
    public List<Delivery> Queued { get; } = [];

    /// <summary>What was told to the world outside.</summary>
    public List<OutboxMessage> Told { get; } = [];

    /// <summary>Rows that may be handed over now, the oldest first; timers whose time has not come are not among them.</summary>
    public async Task<List<Guid>> DueAsync()
    {
        await using var session = await host.Database.OpenAsync(CancellationToken.None);
        await using var rows = await session.QueryAsync(
            [new("select id from messaging.outbox where available_at <= $1 order by available_at, id") { Parameters = { new() { Value = host.Clock.Now.UtcDateTime } } }], CancellationToken.None);
        var due = new List<Guid>();
        while (await rows.ReadAsync())
        {
            due.Add(rows.GetGuid(0));
        }

        return due;
    }

    /// <summary>When the next timer is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextTimerAsync()
    {
        await using var session = await host.Database.OpenAsync(CancellationToken.None);
        await using var rows = await session.QueryAsync([new("select min(available_at) from messaging.outbox")], CancellationToken.None);
        return await rows.ReadAsync() && !await rows.IsDBNullAsync(0) ? rows.GetDateTime(0) : null;
    }

    /// <summary>Hands a row over. When the sender dies before it can delete the row, the row is handed over again.</summary>
    public async Task<OutboxMessage> HandOverAsync(Guid row, bool deleted)
    {
        await using var session = await host.Database.OpenAsync(CancellationToken.None);
        OutboxMessage message;
        await using (var rows = await session.QueryAsync([new(Select) { Parameters = { new() { Value = row } } }], CancellationToken.None))
        {
            await rows.ReadAsync();
            message = OutboxMessage.Read(rows);
        }

        if (deleted)
        {
            await session.ExecuteAsync([OutboxSql.Delete(row)], CancellationToken.None);
        }

        var queues = QueuesOf(message);
        foreach (var queue in queues)
        {
            Queued.Add(new(message, queue));
        }

        if (queues.Count == 0)
        {
            Told.Add(message);
        }

        return message;
    }

    private IReadOnlyCollection<string> QueuesOf(OutboxMessage message) =>
        Name(message.DestinationAddress!) is var name && host.Endpoints.Names.Contains(name)
            ? [name]
            : [.. message.MessageType.Split(';').SelectMany(type => _receivers.GetValueOrDefault(type, [])).Distinct(StringComparer.Ordinal)];

    private static string Name(Uri address) => address.AbsolutePath.Split('/')[^1];
}
