using Integration.WebhookIngress.Http;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Wakes callers when their payments settle. One query looks after all of them, at a steady pace; none is made when nobody waits.</summary>
internal sealed partial class SettlementWatch(
    NpgsqlDataSource source, IOptions<ApiOptions> options, IOptions<IngressLimits> limits, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SettlementWatch> log) : BackgroundService
{
    private readonly Dictionary<Guid, Waited> _waited = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _somebody = new(0, 1);
    private int _callers;

    /// <summary>Returns when the payment is settled, needs its customer or a person, when the time is over, or when the
    /// process is to stop. False: too many wait already, so it was not waited for.</summary>
    public async Task<bool> WaitAsync(Guid paymentId, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Enter(paymentId) is not { } waited)
        {
            return false;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await waited.Settled.Task.WaitAsync(limit, time, end.Token);
        }
        catch (Exception over) when (over is TimeoutException || (over is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The answer says how far it is.
        }
        finally
        {
            Leave(paymentId, waited);
        }

        return true;
    }

    private Waited? Enter(Guid paymentId)
    {
        lock (_gate)
        {
            if (_callers >= Math.Min(options.Value.MaxWaiting, limits.Value.MaxConnections / 2))
            {
                return null;
            }

            _callers++;
            if (!_waited.TryGetValue(paymentId, out var waited))
            {
                _waited.Add(paymentId, waited = new());
            }

            waited.Callers++;
            if (_somebody.CurrentCount == 0)
            {
                _somebody.Release();
            }

            return waited;
        }
    }

    private void Leave(Guid paymentId, Waited waited)
    {
        lock (_gate)
        {
            _callers--;
            if (--waited.Callers == 0)
            {
                _waited.Remove(paymentId);
            }
        }
    }

    private Guid[] Asked()
    {
        lock (_gate)
        {
            return [.. _waited.Keys];
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

    private async Task LookAsync(Guid[] asked, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var settled in await WorkerViews.ReadAsync(PaymentSql.Settled, sql => ReadAsync(sql, asked, cancellationToken)))
            {
                Tell(settled);
            }
        }
        catch (NpgsqlException failure)
        {
            LogNotSeen(log, failure);   // the next look is due soon, and every caller has a limit of its own
        }
    }

    private async Task<List<Guid>> ReadAsync(string sql, Guid[] asked, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = asked });
        var settled = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            settled.Add(rows.GetGuid(0));
        }

        return settled;
    }

    private void Tell(Guid paymentId)
    {
        lock (_gate)
        {
            if (_waited.TryGetValue(paymentId, out var waited))
            {
                waited.Settled.TrySetResult();
            }
        }
    }

    public override void Dispose()
    {
        _somebody.Dispose();
        base.Dispose();
    }

    [LoggerMessage(50, LogLevel.Warning, "Whether payments that callers wait for have settled could not be read")]
    private static partial void LogNotSeen(ILogger logger, Exception failure);

    private sealed class Waited
    {
        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Callers { get; set; }
    }
}
