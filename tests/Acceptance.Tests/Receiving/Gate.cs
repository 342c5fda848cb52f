using Integration.Persistence.Tests;
using Npgsql;

namespace Integration.Acceptance.Receiving;

/// <summary>Holds whatever transaction passes a point of the database until the test has killed its client: a trigger there waits for a lock that the test holds.</summary>
internal sealed class Gate : IAsyncDisposable
{
    /// <summary>A row is about to be written.</summary>
    public const string BeforeInsert = "create trigger gate before insert on {0} for each row execute function gate()";

    /// <summary>A row is about to be deleted.</summary>
    public const string BeforeDelete = "create trigger gate before delete on {0} for each row execute function gate()";

    /// <summary>Everything of the transaction is written, and its COMMIT has been sent.</summary>
    public const string AtCommit = "create constraint trigger gate after insert on {0} deferrable initially deferred for each row execute function gate()";

    private const string Waiting = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'";

    private readonly TestDatabase _database;
    private readonly string[] _tables;
    private readonly NpgsqlConnection _lock;

    private Gate(TestDatabase database, string[] tables, NpgsqlConnection held)
    {
        _database = database;
        _tables = tables;
        _lock = held;
    }

    public static async Task<Gate> CloseAsync(TestDatabase database, string trigger, params string[] tables)
    {
        await database.ExecuteAsync("create or replace function gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(1); return coalesce(new, old); end $$");
        var held = await database.Source.OpenConnectionAsync();
        await using (var close = new NpgsqlCommand("select pg_advisory_lock(1)", held))
        {
            await close.ExecuteNonQueryAsync();
        }

        foreach (var table in tables)
        {
            await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, trigger, table));
        }

        return new(database, tables, held);
    }

    /// <summary>Waits until so many transactions stand there.</summary>
    public Task ReachedAsync(int transactions) => _database.UntilAsync(Waiting, n => n == transactions);

    /// <summary>The server notices that the clients are gone: it rolls back. Returns when those transactions are over.</summary>
    public async Task RollBackAsync()
    {
        await _database.ExecuteAsync($"select pg_terminate_backend(pid) from {Waiting}");
        await _database.UntilAsync(Waiting, n => n == 0);
        await OpenAsync();
    }

    /// <summary>The server does what it was told by clients that are gone. Returns when those transactions are over.</summary>
    public async Task GoOnAsync()
    {
        await OpenAsync();
        await _database.UntilAsync("pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())", n => n == 0);
    }

    public async ValueTask DisposeAsync() => await OpenAsync();

    private async Task OpenAsync()
    {
        if (_lock.FullState != System.Data.ConnectionState.Open)
        {
            return;
        }

        await using (var open = new NpgsqlCommand("select pg_advisory_unlock_all()", _lock))
        {
            await open.ExecuteNonQueryAsync();
        }

        await _lock.DisposeAsync();
        foreach (var table in _tables)
        {
            await _database.ExecuteAsync($"drop trigger gate on {table}");
        }
    }
}
