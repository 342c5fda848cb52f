using System.Collections.Concurrent;
using System.Threading.Channels;
using Integration.Persistence.Database;
using Integration.Persistence.DeadLetters;
using MassTransit;
using MassTransit.Serialization;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Persistence.Outbox;

/// <summary>Hands committed rows to the transport. What is handed over is deleted in batches (on a broker) or by the transaction that
/// receives it (embedded).</summary>
internal sealed partial class OutboxDispatcher(
    NpgsqlDataSource source, IDatabase database, PersistenceOptions options, OutboxRouter router, TimeProvider time, Lazy<IBus> bus, ILogger<OutboxDispatcher> log) : IHandOver, IDisposable
{
    /// <summary>The header that tells a receiver of an embedded installation which row to delete.</summary>
    public const string RowHeader = "Outbox-Row";

    private readonly Channel<Guid> _delivered = Channel.CreateUnbounded<Guid>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, byte> _inFlight = new();
    private readonly ConcurrentDictionary<Uri, ISendEndpoint> _own = new();     // this process's endpoints: few, and asked for by every message
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Guid _owner = Guid.NewGuid();
    private long _nextTimer = long.MaxValue;

    private TimeSpan Lease => TimeSpan.FromSeconds(options.DeliveryLeaseSeconds);

    /// <inheritdoc />
    public NpgsqlBatchCommand Insert(OutboxMessage message) =>
        OutboxSql.Insert(message, message.IsTimer ? message.DueAt : time.GetUtcNow() + Lease, _owner);

    /// <summary>A timer was set: sweep when it is due, not only at the next interval.</summary>
    public void WakeAt(DateTimeOffset due)
    {
        var ticks = due.UtcTicks;
        for (var known = Interlocked.Read(ref _nextTimer); ticks < known; known = Interlocked.Read(ref _nextTimer))
        {
            if (Interlocked.CompareExchange(ref _nextTimer, ticks, known) == known)
            {
                Signal();
                return;
            }
        }
    }

    /// <inheritdoc />
    public void Received(Guid row) => _inFlight.TryRemove(row, out _);

    /// <inheritdoc />
    public async Task<bool> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        // Sends that a broker leaves unanswered are bounded in number; what is beyond waits in its row.
        if ((!options.Embedded && _inFlight.Count >= options.HandOverLimit) || !_inFlight.TryAdd(message.Id, 0))
        {
            return false;
        }

        var sending = new CancellationTokenSource();   // no timer, no link: nothing to dispose of, and a late send may outlive this call
        var handOver = HandOverAsync(message, sending.Token);
        try
        {
            // The in-memory transport answers at once; a broker may not. The send itself is not canceled yet: the transport would take that for a fault of
            // the channel that all sends share, and throw it away with every message that is on it.
            await (options.Embedded ? handOver : handOver.WaitAsync(TimeSpan.FromSeconds(options.HandOverTimeoutSeconds), time, cancellationToken));
            return true;
        }
        catch (TimeoutException late) when (!handOver.IsCompleted)
        {
            LogSlow(log, message.Id, message.MessageType, options.HandOverTimeoutSeconds);
            await SetAsideAsync(message, late, unreachable: true);
            _ = EndLateAsync(handOver, sending, message);
            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _inFlight.TryRemove(message.Id, out _);
            await sending.CancelAsync();
            throw;
        }
        catch (Exception failure)
        {
            _inFlight.TryRemove(message.Id, out _);
            LogNotSent(log, failure, message.Id, message.MessageType);
            var unreachable = IsUnreachable(failure);
            await SetAsideAsync(message, failure, unreachable);
            return !unreachable;
        }
    }

    /// <summary>Embedded, the row stays in flight until it is received.</summary>
    private async Task HandOverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var destination = message.DestinationAddress ?? throw new InvalidOperationException("The row has no destination address.");
        var tracked = options.Embedded && !router.IsReply(destination);
        if (tracked)
        {
            RequireEndpoint(destination);
        }

        var endpoint = tracked && _own.TryGetValue(destination, out var known) ? known : await bus.Value.GetSendEndpoint(destination);
        if (tracked)
        {
            _own.TryAdd(destination, endpoint);
        }

        Telemetry.MessageCounting.Timer(message);
        await endpoint.Send(new SerializedMessageBody(), new HandOverPipe(message, withRow: tracked, time, options), cancellationToken);
        if (!tracked)
        {
            _delivered.Writer.TryWrite(message.Id);
            _inFlight.TryRemove(message.Id, out _);
        }
    }

    /// <summary>Until a late send has ended its row is not sent again by this process. One that the broker never confirms ends too: a publish that met the
    /// death of its channel can wait for ever. It is canceled, and the row goes again; the receiver's inbox knows a message that comes twice.</summary>
    private async Task EndLateAsync(Task handOver, CancellationTokenSource sending, OutboxMessage message)
    {
        try
        {
            await handOver.WaitAsync(TimeSpan.FromSeconds(options.ConfirmTimeoutSeconds), time);
        }
        catch (TimeoutException) when (!handOver.IsCompleted)
        {
            LogNeverConfirmed(log, message.Id, message.MessageType, options.ConfirmTimeoutSeconds);
            await sending.CancelAsync();
        }
        catch (Exception failure)
        {
            LogNotSent(log, failure, message.Id, message.MessageType);
        }
        finally
        {
            _inFlight.TryRemove(message.Id, out _);
        }
    }

    /// <summary>While the bus is not well, every failure is the broker's: its clients fail in many ways, and a long outage must not
    /// send healthy rows to the dead letters. A message that the broker did not keep, or that reached no queue, is sent again until it does.</summary>
    private bool IsUnreachable(Exception failure) =>
        failure is ConnectionException or TransportException or TimeoutException or OperationCanceledException
        || options.IsBrokersFault(failure)
        || (bus.Value is IBusControl control && control.CheckHealth().Status != BusHealthStatus.Healthy);

    /// <summary>The in-memory transport drops without a word what it has no queue for.</summary>
    private void RequireEndpoint(Uri destination)
    {
        if (!router.Serves(destination))
        {
            throw new InvalidOperationException($"No endpoint with an inbox named {destination.GetEndpointName()} is in this process.");
        }
    }

    /// <summary>One sweep: claims what is due and can be handed over now, leaves alone what this process still holds, hands over the rest. False: there was no more, or no room for more.</summary>
    internal async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _nextTimer, long.MaxValue);
        // What there is no room for is not claimed: while a broker is away the database would be written to as fast as it can, and nothing be sent.
        var limit = options.Embedded ? options.SweepLimit : Math.Min(options.SweepLimit, options.HandOverLimit - _inFlight.Count);
        if (limit <= 0)
        {
            return false;
        }

        var due = new List<OutboxMessage>();
        var unreadable = new List<(Guid Id, Exception Failure)>();
        await using (var claim = OutboxSql.Claim(source, time.GetUtcNow(), Lease, limit, _owner))
        await using (var rows = await claim.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                try
                {
                    due.Add(OutboxMessage.Read(rows));
                }
                catch (Exception failure) when (failure is FormatException or InvalidCastException)
                {
                    unreadable.Add((rows.GetGuid(0), failure));
                }
            }
        }

        foreach (var (id, failure) in unreadable)
        {
            LogUnreadable(log, failure, id);
            await DeadLetterStore.ParkUnreadableAsync(source, id, failure, time.GetUtcNow(), cancellationToken);
        }

        // Together: the broker confirms them in batches, and one that is slow does not use up the lease of the others.
        await Task.WhenAll(due.Where(m => !_inFlight.ContainsKey(m.Id)).Select(message => SendAsync(message, cancellationToken)));
        return due.Count + unreadable.Count == limit;
    }

    internal async Task AdoptAsync(CancellationToken cancellationToken)
    {
        // In parts, each within a command's time: a process that died in the middle of a long file leaves any number of rows.
        for (var adopted = options.Embedded ? options.AdoptLimit : 0; adopted == options.AdoptLimit;)
        {
            await using var adopt = OutboxSql.Adopt(source, time.GetUtcNow(), options.AdoptLimit, _owner);
            adopted = await adopt.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    internal async Task WaitForWorkAsync(CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromMilliseconds(options.SweepIntervalMilliseconds);
        var next = Interlocked.Read(ref _nextTimer);
        var untilTimer = next == long.MaxValue ? interval : TimeSpan.FromTicks(Math.Max(0, next - time.GetUtcNow().UtcTicks)) + TimeSpan.FromMilliseconds(1);
        await _wake.WaitAsync(untilTimer < interval ? untilTimer : interval, cancellationToken);
    }

    internal async Task DeleteDeliveredAsync(CancellationToken cancellationToken)
    {
        while (await _delivered.Reader.WaitToReadAsync(cancellationToken))
        {
            await FlushDeliveredAsync(cancellationToken);
        }
    }

    /// <summary>Deletes what is known to be delivered. When that fails the ids are kept for the next time.</summary>
    internal async Task FlushDeliveredAsync(CancellationToken cancellationToken)
    {
        var ids = new List<Guid>(500);
        while (_delivered.Reader.TryPeek(out _))
        {
            ids.Clear();
            while (ids.Count < 500 && _delivered.Reader.TryRead(out var id))
            {
                ids.Add(id);
            }

            try
            {
                await using var delete = OutboxSql.Delete(source, [.. ids]);
                await delete.ExecuteNonQueryAsync(cancellationToken);
            }
            catch
            {
                ids.ForEach(id => _delivered.Writer.TryWrite(id));
                throw;
            }
        }
    }

    private async Task SetAsideAsync(OutboxMessage message, Exception failure, bool unreachable)
    {
        try
        {
            if (unreachable || message.Attempts + 1 < options.MaxDeliveryAttempts)
            {
                await using var fail = OutboxSql.Fail(source, message.Id, failure.Message, counts: !unreachable);
                await fail.ExecuteNonQueryAsync();
                return;
            }

            await DeadLetterStore.ParkAsync(database, message, failure, options.Redact, time.GetUtcNow());
        }
        catch (NpgsqlException database)
        {
            // The row is untouched and will be claimed again after its lease.
            LogNotSetAside(log, database, message.Id);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _wake.Dispose();

    private void Signal()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }
}
