using Integration.Persistence;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.Standalone.Intake;

/// <summary>Publishes the commands of a file once the bus is ready. Reading the file again, also after a killed process, repeats message ids and changes nothing.</summary>
internal sealed partial class FileIntake(IOptions<IntakeOptions> options, IServiceScopeFactory scopes, IBusControl bus, TimeProvider time, ILogger<FileIntake> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        if (settings.File is not { Length: > 0 } file)
        {
            return;
        }

        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        var (number, taken, refused) = (0, 0, 0);
        var batch = new List<(object Command, Guid MessageId)>(settings.BatchSize);
        await foreach (var line in File.ReadLinesAsync(file, stoppingToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (command, messageId, refusal) = CommandFile.Read(line, settings.MaxLineLength);
            if (command is null)
            {
                refused++;
                LogRefused(log, number, file, refusal!);
                continue;
            }

            batch.Add((command, messageId));
            taken++;
            if (batch.Count == settings.BatchSize)
            {
                await PublishAsync(batch, stoppingToken);
            }
        }

        await PublishAsync(batch, stoppingToken);
        LogDone(log, taken, file, refused);
    }

    /// <summary>A database that is away is waited for. A batch whose commit was not answered goes again under the same ids.</summary>
    private async Task PublishAsync(List<(object Command, Guid MessageId)> batch, CancellationToken cancellationToken)
    {
        while (batch.Count > 0)
        {
            try
            {
                await CommitAsync(batch, cancellationToken);
            }
            catch (NpgsqlException failure) when (DatabaseFailure.IsTransient(failure))
            {
                LogPaused(log, failure);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task CommitAsync(List<(object Command, Guid MessageId)> batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var publisher = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
        foreach (var (command, messageId) in batch)
        {
            await publisher.Publish(command, context => context.MessageId = messageId, cancellationToken);
        }

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(cancellationToken);
        batch.Clear();
    }

    [LoggerMessage(30, LogLevel.Error, "Line {Number} of {File} is refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, int number, string file, string reason);

    [LoggerMessage(32, LogLevel.Warning, "The reading of commands pauses: the database did not answer")]
    private static partial void LogPaused(ILogger logger, Exception failure);

    [LoggerMessage(31, LogLevel.Information, "{Taken} commands of {File} are committed, {Refused} lines were refused")]
    private static partial void LogDone(ILogger logger, int taken, string file, int refused);
}
