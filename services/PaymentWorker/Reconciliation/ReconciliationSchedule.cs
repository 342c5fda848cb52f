using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Integration.Contracts.Operations;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.PaymentWorker.Reconciliation;

/// <summary>Asks for the day's comparison once a day. Every worker asks; the message of a day has one identity, so the inbox lets one through.</summary>
internal sealed partial class ReconciliationSchedule(
    IServiceScopeFactory scopes, IBusControl bus, IOptions<ReconciliationOptions> options, TimeProvider time, ILogger<ReconciliationSchedule> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Scheduled)
        {
            return;
        }

        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10), time);
        DateTimeOffset? asked = null;
        do
        {
            var due = options.Value.Due(time.GetUtcNow());
            if (due == asked)
            {
                continue;
            }

            try
            {
                await AskAsync(due, stoppingToken);
                asked = due;
            }
            catch (NpgsqlException failure)
            {
                LogFailed(log, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AskAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(
            Daily(due, options.Value),
            context => context.MessageId = Identity(due), cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(cancellationToken);
    }

    /// <summary>The comparison of a day.</summary>
    internal static ReconcileGateways Daily(DateTimeOffset due, ReconciliationOptions options) => new()
    {
        From = due.AddDays(-options.Days), Until = due, RefundsFrom = options.RefundDays > options.Days ? due.AddDays(-options.RefundDays) : null, By = ReconciliationStore.Schedule, Why = "the daily comparison",
    };

    private static Guid Identity(DateTimeOffset due) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(due.ToString("'reconciliation:'u", CultureInfo.InvariantCulture)))[..16]);

    [LoggerMessage(31, LogLevel.Warning, "The day's comparison of the books could not be asked for this time")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
