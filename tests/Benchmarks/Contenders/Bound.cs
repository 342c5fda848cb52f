using System.Collections.Concurrent;
using Integration.Benchmarks.Flow;
using Integration.Persistence.Outbox;
using Npgsql;

namespace Integration.Benchmarks.Contenders;

/// <summary>What the server and the driver allow: for every saga exactly the statements, tables and bytes of the spine, two pipelined and
/// prepared batches a step on a connection that is never given back, and nothing else: no bus, no serializer, no state machine.</summary>
internal sealed class Bound : IContender
{
    private readonly ConcurrentBag<BoundConnection> _connections = [];
    private readonly List<BoundConnection> _all = [];
    private readonly IReadOnlyList<OutboxMessage> _sample;
    private readonly NpgsqlDataSource _source;

    private Bound(Database database, IReadOnlyList<OutboxMessage> sample)
    {
        Database = database;
        _sample = sample;
        var source = new NpgsqlDataSourceBuilder(database.ConnectionString);
        source.ConnectionStringBuilder.NoResetOnClose = true;
        _source = source.Build();
    }

    public string Name => "bound";

    public Database Database { get; }

    /// <summary>The rows of one real saga give the bound its bytes.</summary>
    public static async Task<Bound> StartAsync(Database database, IReadOnlyList<OutboxMessage> sample, int connections)
    {
        var bound = new Bound(database, sample);
        for (var i = 0; i < connections; i++)
        {
            var connection = await BoundConnection.OpenAsync(bound._source, sample);
            bound._connections.Add(connection);
            bound._all.Add(connection);
        }

        return bound;
    }

    public async Task RunOneAsync()
    {
        if (!_connections.TryTake(out var connection))
        {
            throw new InvalidOperationException("More sagas at once than the bound has connections.");
        }

        await connection.RunSagaAsync();
        _connections.Add(connection);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _all)
        {
            await connection.DisposeAsync();
        }

        await _source.DisposeAsync();
    }

    /// <summary>Runs one saga through the spine and keeps a copy of the outbox rows it made, in order.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> SampleAsync(Spine spine)
    {
        var database = spine.Database;
        await database.ExecuteAsync(
            """
            create table outbox_sample (like messaging.outbox);
            create function keep_sample() returns trigger language plpgsql as $$ begin insert into outbox_sample select new.*; return null; end $$;
            create trigger keep_sample after insert on messaging.outbox for each row execute function keep_sample();
            """);
        await spine.RunOneAsync();
        await database.ExecuteAsync("drop trigger keep_sample on messaging.outbox; drop function keep_sample");
        var sample = new List<OutboxMessage>();
        await using (var command = database.Source.CreateCommand($"select {OutboxMessage.Columns} from outbox_sample order by id"))
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                sample.Add(OutboxMessage.Read(rows));
            }
        }

        await database.ExecuteAsync("drop table outbox_sample");
        return sample.Count == PaymentSaga.Steps
            ? sample.OrderBy(m => m.SentTime).ToList()
            : throw new InvalidOperationException($"One saga made {sample.Count} outbox rows, not {PaymentSaga.Steps}: the bound would not do the same work.");
    }
}
