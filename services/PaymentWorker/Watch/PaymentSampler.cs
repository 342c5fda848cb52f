using Integration.PaymentWorker.Gateways;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.PaymentWorker.Watch;

/// <summary>Takes a <see cref="PaymentSample"/> every <see cref="WatchOptions.IntervalSeconds"/>, also while the broker is away.</summary>
internal sealed partial class PaymentSampler(NpgsqlDataSource source, GatewayDirectory gateways, IOptions<WatchOptions> options, TimeProvider time, ILogger<PaymentSampler> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var metrics = new SampleMetrics(time, gateways.Names);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.IntervalSeconds), time);
        do
        {
            try
            {
                metrics.Record(await PaymentSample.TakeAsync(source, time.GetUtcNow(), stoppingToken));
            }
            // A newer worker beside this one may write states that this one has no figure for: a chart that cannot be drawn must not end a process that moves money.
            catch (Exception failure) when (failure is NpgsqlException or ArgumentOutOfRangeException)
            {
                metrics.RecordAge();
                LogFailed(log, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(26, LogLevel.Warning, "Payments could not be counted this time: charts and alerts show older figures")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
