using Integration.Persistence.UnitOfWork;
using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Npgsql;

namespace Integration.Persistence.SagaStore;

/// <summary>One message's view of the saga table. Writes are queued; they travel with the commit.</summary>
internal sealed class SagaStoreContext<TSaga, TMessage>(
    PostgresUnitOfWork unitOfWork, SagaMap<TSaga> map, ConsumeContext<TMessage> context, TimeProvider time, ISagaConsumeContextFactory<PostgresUnitOfWork, TSaga> factory)
    : ConsumeContextScope<TMessage>(context, unitOfWork), SagaRepositoryContext<TSaga, TMessage>
    where TSaga : class, ISaga
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> _context = context;
    private readonly Dictionary<Guid, (string? State, string? Reason)> _before = new(1);

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(ConsumeContext<T> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where T : class
    {
        if (mode == SagaConsumeContextMode.Load)
        {
            _before.TryAdd(instance.CorrelationId, (map.StateOf(instance), map.ReasonOf(instance)));
        }

        return factory.CreateSagaConsumeContext(unitOfWork, consumeContext, instance, mode);
    }

    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) =>
        factory.CreateSagaConsumeContext(unitOfWork, _context, instance, SagaConsumeContextMode.Add);

    /// <summary>Two first events at once: the insert of the second waits for the first and finds nothing to do; Load then locks its row.</summary>
    public async Task<SagaConsumeContext<TSaga, TMessage>> Insert(TSaga instance)
    {
        if (await unitOfWork.QueryAsync(map.Rows.InsertIfAbsent(instance), (rows, token) => rows.ReadAsync(token), CancellationToken))
        {
            return await factory.CreateSagaConsumeContext(unitOfWork, _context, instance, SagaConsumeContextMode.Insert);
        }

        unitOfWork.ForgetLoaded();
        return null!;
    }

    public async Task<SagaConsumeContext<TSaga, TMessage>> Load(Guid correlationId)
    {
        if (await unitOfWork.LoadAsync(map, correlationId, CancellationToken) is not TSaga saga)
        {
            return null!;
        }

        _before[correlationId] = (map.StateOf(saga), map.ReasonOf(saga));
        return await factory.CreateSagaConsumeContext(unitOfWork, _context, saga, SagaConsumeContextMode.Load);
    }

    public Task Save(SagaConsumeContext<TSaga> context) => Write(map.Rows.Insert(context.Saga), context);

    public Task Update(SagaConsumeContext<TSaga> context) => Write(map.Rows.Update(context.Saga), context);

    public Task Delete(SagaConsumeContext<TSaga> context) => Write(map.Rows.Delete(context.Saga), context);

    public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    private Task Write(NpgsqlBatchCommand command, SagaConsumeContext<TSaga> context)
    {
        unitOfWork.Enqueue(command);
        var (state, reason) = _before.GetValueOrDefault(context.Saga.CorrelationId);
        if (map.JournalEntry(context.Saga, state, reason, _context, typeof(TMessage).Name, time.GetUtcNow().UtcDateTime) is { } entry)
        {
            unitOfWork.Enqueue(entry);
        }

        return Task.CompletedTask;
    }
}
