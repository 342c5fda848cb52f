using System.Diagnostics;
using Integration.Persistence.DeadLetters;
using Integration.Persistence.Outbox;
using Integration.Persistence.SagaStore;
using Integration.Persistence.Telemetry;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integration.Persistence.Inbox;

/// <summary>One transaction around one consumer and one message. A duplicate is acknowledged and does nothing.</summary>
internal sealed class InboxFilter<TConsumer, TMessage>(
    IConsumeScopeProvider scopes, OutboxConsumeOptions options, IHandOver handOver, PersistenceOptions persistence)
    : IFilter<ConsumeContext<TMessage>>
    where TConsumer : class
    where TMessage : class
{
    private static readonly bool CallsOut = typeof(TConsumer).IsDefined(typeof(CallsExternalSystemAttribute), false);

    public void Probe(ProbeContext context) => context.CreateFilterScope("postgresInbox");

    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        await using var scope = await scopes.GetScope(context);
        var services = scope.GetService<IServiceProvider>();
        var unitOfWork = services.GetRequiredService<PostgresUnitOfWork>();
        var reader = services.GetKeyedService<ISagaRowReader>(typeof(TConsumer));
        var started = Stopwatch.GetTimestamp();
        var messageId = MessageIdentity.Of(context);
        var row = OutboxRow.Of(context.ReceiveContext.TransportHeaders, persistence);
        try
        {
            var first = CallsOut
                ? unitOfWork.BeginAtCommit(options.ConsumerId, messageId)
                : await unitOfWork.BeginAsync(options.ConsumerId, messageId, reader, reader?.IdOf(context.Message) ?? context.CorrelationId, context.CancellationToken);
            if (row is { } received)
            {
                unitOfWork.Enqueue(OutboxSql.Delete(received));
            }

            if (first)
            {
                await new OutboxMessagePipe<TMessage>(options, scope, next)
                    .Send(new InboxConsumeContext<TMessage>(scope.Context, options, services, unitOfWork))
                    .CountAsync(options.ConsumerType, typeof(TMessage).Name, twin: failure => CallsOut && failure is PostgresException p && IsInboxConflict(p));
            }
            else
            {
                await unitOfWork.CompleteAsync(context.CancellationToken);
                IntegrationTelemetry.MessageRepeated(options.ConsumerType, typeof(TMessage).Name);
                await context.NotifyConsumed(context, Stopwatch.GetElapsedTime(started), options.ConsumerType);
            }
        }
        catch (PostgresException twin) when (CallsOut && IsInboxConflict(twin))
        {
            await unitOfWork.RollbackAsync();
            if (row is { } received)
            {
                unitOfWork.Enqueue(OutboxSql.Delete(received));
                await unitOfWork.CompleteAsync(context.CancellationToken);
            }

            await context.NotifyConsumed(context, Stopwatch.GetElapsedTime(started), options.ConsumerType);
        }
        catch (Exception failure) when (failure.GetBaseException() is OperationCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            // Nobody asked us to stop: a call inside the handler timed out. The transport takes a cancellation, even as an inner exception,
            // for a shutdown, and would forget the message instead of refusing it.
            await unitOfWork.RollbackAsync();
            throw new TimeoutException($"{options.ConsumerType} gave up on a call: {failure.GetBaseException().Message}");
        }
        catch
        {
            context.ReceiveContext.AddOrUpdatePayload(() => new FailedAt(options.ConsumerId), _ => new FailedAt(options.ConsumerId));
            await unitOfWork.RollbackAsync();
            throw;
        }

        if (row is { } done)
        {
            handOver.Received(done);
        }

        await unitOfWork.HandOverAsync();
    }

    private static bool IsInboxConflict(PostgresException failure) =>
        failure is { SqlState: PostgresErrorCodes.UniqueViolation, SchemaName: "messaging", TableName: "inbox" };
}
