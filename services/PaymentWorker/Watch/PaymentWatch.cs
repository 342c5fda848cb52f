using Integration.PaymentWorker.Reconciliation;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Integration.PaymentWorker.Watch;

/// <summary>Looks at all payments and refunds from outside: says loudly what a person has to know, also while the broker is away, and sets lost timers anew (SAFETY invariant 5). Several workers
/// may watch at once. Neither keeps the other from its work.</summary>
internal sealed partial class PaymentWatch(
    IServiceScopeFactory scopes, NpgsqlDataSource source, IBusControl bus, IOptions<WatchOptions> options, IOptions<RetryOptions> retry, IOptions<ReconciliationOptions> reconciliation,
    TimeProvider time, ILogger<PaymentWatch> log)
    : BackgroundService
{
    private const string CountSql =
        "select (select count(*) from payments.payments where current_state = 'NeedsReview' and settled_at is null), (select count(*) from ops.stuck_payments), " +
        "(select count(*) from ops.duplicate_charges where open), (select count(*) from ops.reconciliation_differences where open), " +
        "(select count(*) from payments.refunds where current_state = 'NeedsReview' and settled_at is null), (select count(*) from ops.stuck_refunds), " +
        $"(select count(*) from ops.refunded_too_much), {MissingSql}";

    /// <summary>None of the day's comparisons since $1 is complete, though there were payments before; or the newest broke off somewhere. What a person asked for since over the same time makes one complete.
    /// 0 when the day's are not asked for here.</summary>
    private const string MissingSql =
        $"""
        (select count(*) from (select 1) one where $1::timestamptz is not null and (
            (select min(accepted_at) from payments.payments) < $1 and not exists (
                select from payments.reconciliation_runs d where d.asked_by = 'schedule' and d.started_at >= $1 and {CompleteSql})
            or exists (
                select from (select * from payments.reconciliation_runs where asked_by = 'schedule' order by started_at desc limit 1) d where d.failure is not null and not {CompleteSql})))
        """;

    /// <summary>Day d's comparison, or one since of at least the same payments and refunds, came to its end. One that does not say how far back it reached for refunds did so as far as for payments.</summary>
    private const string CompleteSql =
        """
        exists (
            select from payments.reconciliation_runs r
            where r.started_at >= d.started_at and r.finished_at is not null and r.failure is null and r.from_at <= d.from_at and r.until_at >= d.until_at
                and coalesce(r.refunds_from, r.from_at) <= coalesce(d.refunds_from, d.from_at))
        """;

    private static string OverdueSql(string table) =>
        $"select correlation_id from {table} p where settled_at is null and (due_at is null or due_at < $1) " +
        "and not exists (select from messaging.outbox o where o.timer_token = p.due_token) order by due_at nulls first limit $2";

    private WatchCount _last = new(0, 0, 0, 0, 0, 0, 0, 0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var age = new FiguresAge(FiguresAge.Attention, time);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.IntervalSeconds), time);
        do
        {
            if (await TryAsync(TellAsync, stoppingToken))
            {
                age.Counted();
            }
            else
            {
                age.Tell();
            }

            // What is late while the broker is away is late because of that.
            if (bus.CheckHealth().Status == BusHealthStatus.Healthy)
            {
                await TryAsync(token => WakeOverdueAsync("payments.payments", payment => new PaymentOverdue { PaymentId = payment }, token), stoppingToken);
                await TryAsync(token => WakeOverdueAsync("payments.refunds", refund => new RefundOverdue { RefundId = refund }, token), stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
            return true;
        }
        catch (NpgsqlException failure)
        {
            LogFailed(log, failure);
            return false;
        }
    }

    private async Task WakeOverdueAsync<T>(string table, Func<Guid, T> overdueMessage, CancellationToken cancellationToken)
        where T : class
    {
        var overdue = new List<Guid>();
        await using (var command = source.CreateCommand(OverdueSql(table)))
        {
            command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime.AddSeconds(-retry.Value.TimerGraceSeconds) });
            command.Parameters.Add(new() { Value = options.Value.Limit });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                overdue.Add(rows.GetGuid(0));
            }
        }

        if (overdue.Count == 0)
        {
            return;
        }

        LogOverdue(log, overdue.Count, table, overdue[0]);
        await using var scope = scopes.CreateAsyncScope();
        var publisher = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
        foreach (var id in overdue)
        {
            await publisher.Publish(overdueMessage(id), cancellationToken);
        }

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(cancellationToken);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(CountSql);
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = reconciliation.Value.Scheduled ? time.GetUtcNow().UtcDateTime.AddHours(-reconciliation.Value.LateHours) : DBNull.Value as object,
        });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var count = new WatchCount(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6), rows.GetInt64(7));
        PaymentMetrics.Record(count);
        if (count != _last && !count.Quiet)
        {
            LogAttention(log, count.NeedsReview, count.Stuck, count.DuplicateCharges, count.Differences, count.RefundsNeedReview, count.RefundsStuck, count.RefundsTooMuch, count.BooksNotCompared);
        }

        _last = count;
    }

    [LoggerMessage(23, LogLevel.Warning, "{Count} rows of {Table} waited past their timer, first {Id}: their timers are set anew")]
    private static partial void LogOverdue(ILogger logger, int count, string table, Guid id);

    [LoggerMessage(24, LogLevel.Error, "A person has to look: {NeedsReview} payments need review, {Stuck} are stuck, {DuplicateCharges} have money where none should be, {Differences} differ from the gateways' books; {RefundsNeedReview} refunds need review, {RefundsStuck} are stuck, {RefundsTooMuch} payments gave back more than was captured; {BooksNotCompared} daily comparison of the books is missing (ops.payments, ops.stuck_payments, ops.duplicate_charges, ops.reconciliation_differences, ops.refunds, ops.stuck_refunds, ops.refunded_too_much, ops.reconciliation_runs)")]
    private static partial void LogAttention(
        ILogger logger, long needsReview, long stuck, long duplicateCharges, long differences, long refundsNeedReview, long refundsStuck, long refundsTooMuch, long booksNotCompared);

    [LoggerMessage(25, LogLevel.Warning, "Payments could not be watched this time")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
