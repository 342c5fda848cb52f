using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Http;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Wakes callers when their payments come further. One query looks after all of them, at a steady pace; none is made when nobody waits.</summary>
internal sealed partial class SettlementWatch(
    NpgsqlDataSource source, IOptions<ApiOptions> options, IOptions<IngressLimits> limits, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SettlementWatch> log) : BackgroundService
{
    private readonly Dictionary<View, List<Waiter>> _waiting = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _somebody = new(0, 1);
    private int _callers;

    /// <summary>Returns when the payment is settled, needs its customer or a person, or, <paramref name="seen"/> in need of one of these, goes on; when the time is over, or when the process is to stop. What came
    /// between that look and this call counts. False: too many wait already, so it was not waited for; the last quarter of the places is for those who have not seen the payment yet.</summary>
    public async Task<bool> WaitAsync(Guid paymentId, Caller caller, Standing? seen, TimeSpan limit, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(new(paymentId, caller.SeesAll), seen);
        if (!TryEnter(waiter))
        {
            return false;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await waiter.Woken.WaitAsync(limit, time, end.Token);
        }
        catch (Exception over) when (over is TimeoutException || (over is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The answer says how far it is.
        }
        finally
        {
            Leave(waiter);
        }

        return true;
    }

    private bool TryEnter(Waiter waiter)
    {
        lock (_gate)
        {
            var places = Math.Min(options.Value.MaxWaiting, limits.Value.MaxConnections / 2);
            if (_callers >= (waiter.HasSeen ? places - places / 4 : places))
            {
                return false;
            }

            _callers++;
            if (!_waiting.TryGetValue(waiter.View, out var waiters))
            {
                _waiting.Add(waiter.View, waiters = []);
            }

            waiters.Add(waiter);
            if (_somebody.CurrentCount == 0)
            {
                _somebody.Release();
            }

            return true;
        }
    }

    private void Leave(Waiter waiter)
    {
        lock (_gate)
        {
            _callers--;
            var waiters = _waiting[waiter.View];
            waiters.Remove(waiter);
            if (waiters.Count == 0)
            {
                _waiting.Remove(waiter.View);
            }
        }
    }

    private View[] Asked()
    {
        lock (_gate)
        {
            return [.. _waiting.Keys];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.WaitLookMilliseconds), time);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (Asked() is { Length: > 0 } asked)
            {
                await pace.WaitForNextTickAsync(stoppingToken);
                await LookAsync(asked, stoppingToken);
            }
            else
            {
                await _somebody.WaitAsync(stoppingToken);
            }
        }
    }

    private async Task LookAsync(View[] asked, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (view, standing) in await WorkerViews.ReadAsync(PaymentSql.Standing, sql => ReadAsync(sql, asked, cancellationToken)))
            {
                Tell(view, standing);
            }
        }
        catch (NpgsqlException failure)
        {
            LogNotSeen(log, failure);   // the next look is due soon, and every caller has a limit of its own
        }
    }

    private async Task<List<(View View, Standing Standing)>> ReadAsync(string sql, View[] asked, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Array.ConvertAll(asked, view => view.PaymentId) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(asked, view => view.SeesAll) });
        var found = new List<(View View, Standing Standing)>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add((new(rows.GetGuid(0), rows.GetBoolean(1)), new(rows.GetString(2), rows.GetBoolean(3), rows.GetBoolean(4))));
        }

        return found;
    }

    private void Tell(View view, Standing standing)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(view, out var waiters))
            {
                waiters.ForEach(waiter => waiter.Hear(standing));
            }
        }
    }

    public override void Dispose()
    {
        _somebody.Dispose();
        base.Dispose();
    }

    [LoggerMessage(50, LogLevel.Warning, "How far the payments are that callers wait for could not be read")]
    private static partial void LogNotSeen(ILogger logger, Exception failure);

    /// <summary>A payment as its client, or as whoever sees all, is shown it.</summary>
    private readonly record struct View(Guid PaymentId, bool SeesAll);

    private sealed class Waiter(View view, Standing? seen)
    {
        private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public View View => view;

        public bool HasSeen => seen is not null;

        public Task Woken => _woken.Task;

        public void Hear(Standing standing)
        {
            if (seen is { } before ? standing.IsNewsAfter(before) : standing.NeedsNoWait)
            {
                _woken.TrySetResult();
            }
        }
    }
}
