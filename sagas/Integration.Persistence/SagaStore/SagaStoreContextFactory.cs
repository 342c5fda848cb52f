using Integration.Persistence.Database;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Saga;
using Npgsql;

namespace Integration.Persistence.SagaStore;

/// <summary>Gives a state machine its saga inside the message's unit of work.</summary>
internal sealed class SagaStoreContextFactory<TSaga>(
    PostgresUnitOfWork unitOfWork, SagaMap<TSaga> map, IDatabase database, TimeProvider time, ISagaConsumeContextFactory<PostgresUnitOfWork, TSaga> factory)
    : ISagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISaga
{
    public void Probe(ProbeContext context) => context.Add("persistence", "postgresql");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class
    {
        RequireInbox(typeof(T));
        return next.Send(new SagaStoreContext<TSaga, T>(unitOfWork, map, context, time, factory));
    }

    public async Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class
    {
        RequireInbox(typeof(T));
        var found = await unitOfWork.QueryAsync(
            map.LookUpCommand(context.Message, typeof(T)),
            async (rows, token) =>
            {
                var sagas = new List<TSaga>(1);
                while (await rows.ReadAsync(token))
                {
                    sagas.Add(map.Rows.Read(rows));
                }

                return sagas;
            },
            context.CancellationToken);
        var store = new SagaStoreContext<TSaga, T>(unitOfWork, map, context, time, factory);
        await next.Send(new LoadedSagaRepositoryQueryContext<TSaga, T>(store, found));
    }

    public async Task<T> Execute<T>(Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class => await asyncMethod(new ReadContext(database, map, cancellationToken));

    private void RequireInbox(Type message)
    {
        if (!unitOfWork.Active)
        {
            throw new InvalidOperationException($"{typeof(TSaga).Name} got {message.Name} without a unit of work: its endpoint needs UsePostgresInbox.");
        }
    }

    private sealed class ReadContext(IDatabase database, SagaMap<TSaga> map, CancellationToken cancellationToken)
        : BasePipeContext(cancellationToken), LoadSagaRepositoryContext<TSaga>
    {
        public async Task<TSaga> Load(Guid correlationId)
        {
            await using var session = await database.OpenAsync(CancellationToken);
            await using var rows = await session.QueryAsync([new(map.Rows.Select) { Parameters = { new() { Value = correlationId } } }], CancellationToken);
            return await rows.ReadAsync(CancellationToken) ? map.Rows.Read(rows) : null!;
        }
    }
}
