using Integration.Benchmarks.Flow;
using Integration.Persistence.Journal;
using Integration.Persistence.Outbox;
using Integration.Persistence.SagaStore;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Npgsql;

namespace Integration.Benchmarks.Contenders;

/// <summary>One connection with every batch of a saga prepared; only ids change from saga to saga.</summary>
internal sealed class BoundConnection : IAsyncDisposable
{
    private static readonly string[] States = ["Authorizing", "Confirming", "Confirmed"];

    private readonly NpgsqlConnection _connection;
    private readonly IReadOnlyList<OutboxMessage> _sample;
    private readonly Guid _owner = Guid.NewGuid();
    private readonly SagaTable<PaymentSaga> _table = new("payment_saga");
    private readonly List<Step> _steps = [];

    private BoundConnection(NpgsqlConnection connection, IReadOnlyList<OutboxMessage> sample)
    {
        _connection = connection;
        _sample = sample;
    }

    public static async Task<BoundConnection> OpenAsync(NpgsqlDataSource source, IReadOnlyList<OutboxMessage> sample)
    {
        var bound = new BoundConnection(await source.OpenConnectionAsync(), sample);
        bound._steps.Add(new Step { Second = bound.Batch(bound.Insert(0, out var start)), Outgoing = start });
        foreach (var i in Enumerable.Range(0, PaymentSaga.Steps))
        {
            bound._steps.Add(i % 2 == 0 ? bound.SagaStep(i) : bound.ConsumerStep(i));
        }

        foreach (var step in bound._steps)
        {
            await (step.First?.PrepareAsync() ?? Task.CompletedTask);
            await step.Second.PrepareAsync();
        }

        return bound;
    }

    public async Task RunSagaAsync()
    {
        var saga = Guid.CreateVersion7();
        var row = Guid.Empty;
        var message = Guid.Empty;
        foreach (var step in _steps)
        {
            step.Use(saga, message, row);
            if (step.First is { } first)
            {
                await using var rows = await first.ExecuteReaderAsync();
                if (!await rows.ReadAsync() || (await rows.NextResultAsync() && await rows.ReadAsync() && _table.Read(rows).CorrelationId != saga))
                {
                    throw new InvalidOperationException("The bound met a duplicate or another saga.");
                }
            }

            (row, message) = step.Next();
            await step.Second.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private Step SagaStep(int i)
    {
        var n = i / 2;
        var saga = new PaymentSaga
        {
            CurrentState = States[n], AmountMinor = 1999, Gateway = "stripe", AuthorizationCode = n > 0 ? "A-stripe" : null, StepsTaken = n + 1, Reason = "the gateway holds the money",
        };
        var inbox = Inbox();
        var select = new NpgsqlBatchCommand(_table.Select + " for update") { Parameters = { new() { Value = Guid.Empty } } };
        var write = n == 0 ? _table.Insert(saga) : _table.Update(saga);
        var journal = JournalWriter.Entry(nameof(PaymentSaga), Guid.Empty, n == 0 ? null : States[n - 1], States[n], "PaymentAuthorized", Guid.NewGuid(), saga.Reason, _sample[0].SentTime);
        var delete = OutboxSql.Delete(Guid.Empty);
        NpgsqlParameter[] outgoing = [];
        var second = i + 1 < PaymentSaga.Steps
            ? Batch(delete, write, journal, Insert(i + 1, out outgoing))
            : Batch(delete, write, journal);
        return new Step
        {
            First = Begin(inbox, select), Second = second, Outgoing = outgoing,
            Saga = [select.Parameters[0], write.Parameters[0], journal.Parameters[2]],
            Message = [inbox.Parameters[0], journal.Parameters[6]], Row = [delete.Parameters[0]],
        };
    }

    private Step ConsumerStep(int i)
    {
        var inbox = Inbox();
        var delete = OutboxSql.Delete(Guid.Empty);
        return new Step
        {
            First = Begin(inbox), Second = Batch(delete, Insert(i + 1, out var outgoing)), Outgoing = outgoing, Message = [inbox.Parameters[0]], Row = [delete.Parameters[0]],
        };
    }

    private NpgsqlBatchCommand Inbox() => PostgresUnitOfWork.Received(PostgresUnitOfWork.InsertInboxOnce, _owner, Guid.Empty, _sample[0].SentTime);

    private NpgsqlBatchCommand Insert(int i, out NpgsqlParameter[] outgoing)
    {
        var command = OutboxSql.Insert(_sample[i], _sample[i].DueAt.AddYears(1), _owner);
        outgoing = [command.Parameters[0], command.Parameters[1]];
        return command;
    }

    private NpgsqlBatch Begin(params NpgsqlBatchCommand[] commands)
    {
        var batch = new NpgsqlBatch(_connection);
        Array.ForEach([new NpgsqlBatchCommand("BEGIN"), .. commands], batch.BatchCommands.Add);
        return batch;
    }

    private NpgsqlBatch Batch(params NpgsqlBatchCommand[] commands)
    {
        var batch = new NpgsqlBatch(_connection);
        Array.ForEach([.. commands, new NpgsqlBatchCommand("COMMIT")], batch.BatchCommands.Add);
        return batch;
    }

    /// <summary>The two round trips of a step and the parameters that change.</summary>
    private sealed class Step
    {
        public NpgsqlBatch? First { get; init; }
        public required NpgsqlBatch Second { get; init; }
        public NpgsqlParameter[] Saga { get; init; } = [];
        public NpgsqlParameter[] Message { get; init; } = [];
        public NpgsqlParameter[] Row { get; init; } = [];
        public NpgsqlParameter[] Outgoing { get; init; } = [];

        public void Use(Guid saga, Guid message, Guid row)
        {
            Array.ForEach(Saga, p => p.Value = saga);
            Array.ForEach(Message, p => p.Value = message);
            Array.ForEach(Row, p => p.Value = row);
        }

        public (Guid Row, Guid Message) Next()
        {
            if (Outgoing.Length == 0)
            {
                return default;
            }

            var (row, message) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            Outgoing[0].Value = row;
            Outgoing[1].Value = message;
            return (row, message);
        }
    }
}
