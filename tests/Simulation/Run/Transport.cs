using Integration.Persistence.Database;
using Integration.Persistence.Outbox;
using Integration.Simulation.Host;
using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>The broker and its sweepers: committed rows become messages in queues, in any order, at times twice.</summary>
internal sealed class Transport(World world)
{
    private const string Select = $"select {OutboxMessage.Columns} from messaging.outbox where id = $1";

    /// <summary>Rows with what the CRM's service tells: they are none of the payment's history.</summary>
    public const string OfTheCrm = "strpos(message_type, ':Integration.Contracts.Crm:') > 0";

    private const string CrmQueue = "crm";

    private readonly SimulatedHost _host = world.Host;
    private readonly List<(Guid Id, DateTime At)> _rows = [];
    private readonly HashSet<Guid> _handedOver = [];
    private string _state = Coverage.Nothing;
    private long _taken;
    private long _seen = -1;

    /// <summary>Timers that rang although their payment had canceled or replaced them, in words.</summary>
    public List<string> StaleTimers { get; } = [];

    /// <summary>Messages that are in a queue and at no consumer.</summary>
    public List<Delivery> Queued { get; } = [];

    /// <summary>Messages for the CRM's service, which hears them beside the payment's history.</summary>
    public List<Delivery> ForCrm { get; } = [];

    /// <summary>What was told to the world outside.</summary>
    public List<OutboxMessage> Told { get; } = [];

    /// <summary>Rows that may be handed over now, the oldest first; timers whose time has not come are not among them.</summary>
    public async Task<List<Guid>> DueAsync()
    {
        await LookAsync();
        var now = _host.Clock.Now.UtcDateTime;
        return [.. _rows.TakeWhile(row => row.At <= now).Select(row => row.Id)];
    }

    /// <summary>When the next timer is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextTimerAsync()
    {
        await LookAsync();
        return _rows.Count > 0 ? _rows[0].At : null;
    }

    /// <summary>The payment's state.</summary>
    public async Task<string> StateAsync()
    {
        await LookAsync();
        return _state;
    }

    /// <summary>Hands a row over. When the sender dies before it can delete the row, the row is handed over again.</summary>
    public async Task<OutboxMessage> HandOverAsync(Guid row, bool deleted)
    {
        await using var session = await _host.Database.OpenAsync(CancellationToken.None);
        OutboxMessage message;
        await using (var rows = await session.QueryAsync([new(Select) { Parameters = { new() { Value = row } } }], CancellationToken.None))
        {
            await rows.ReadAsync();
            message = OutboxMessage.Read(rows);
        }

        if (_handedOver.Add(row) && message.TimerToken is { } token && message.MessageType.Contains(":PaymentDue", StringComparison.Ordinal) && !await IsSetAsync(session, token))
        {
            StaleTimers.Add($"7: timer {token} rings, and its payment has canceled or replaced it");
        }

        if (deleted)
        {
            await session.ExecuteAsync([OutboxSql.Delete(row)], CancellationToken.None);
            _taken++;
        }

        var outside = true;
        foreach (var queue in QueuesOf(message))
        {
            var forCrm = queue == CrmQueue;
            (forCrm ? ForCrm : Queued).Add(new(message, queue));
            outside &= forCrm;
        }

        if (outside)
        {
            Told.Add(message);
        }

        return message;
    }

    /// <summary>Reads what is committed, unless nobody has asked the database for anything since.</summary>
    private async Task LookAsync()
    {
        if (_seen == _host.Watched.Calls + _taken)
        {
            return;
        }

        _seen = _host.Watched.Calls + _taken;
        _rows.Clear();
        _rows.AddRange((await world.ReadAsync($"select id, available_at from messaging.outbox where not {OfTheCrm} order by available_at, id")).Select(row => ((Guid)row[0]!, (DateTime)row[1]!)));
        _state = await world.ReadAsync("select current_state from payments.payments") is [var payment, ..] ? (string)payment[0]! : Coverage.Nothing;
    }

    private static async Task<bool> IsSetAsync(IDatabaseSession session, Guid token)
    {
        await using var rows = await session.QueryAsync([new("select correlation_id from payments.payments where due_token = $1") { Parameters = { new() { Value = token } } }], CancellationToken.None);
        return await rows.ReadAsync();
    }

    private IReadOnlyCollection<string> QueuesOf(OutboxMessage message) =>
        SimulatedHost.QueueOf(message.DestinationAddress!) is var name && _host.Endpoints.Names.Contains(name)
            ? [name]
            : [.. message.MessageType.Split(';').SelectMany(type => _host.Receivers.GetValueOrDefault(type, [])).Distinct(StringComparer.Ordinal)];
}
