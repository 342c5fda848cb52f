using Integration.Hosting.Startup;
using Integration.Persistence.Database;
using Integration.Persistence.Migrations;
using Integration.Simulation.Host;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Integration.Simulation.Run;

/// <summary>A database of its own on a real server, with the product's schemas; dropped with this object. What is under test is the SQL: that commits outlive a server is not asked.</summary>
internal sealed class RealDatabase : IDisposable
{
    private readonly string _server;
    private readonly string _name = "simulation_" + Guid.NewGuid().ToString("N");
    private readonly NpgsqlDataSource _source;
    private string _clear = "";

    /// <summary>Makes it, without tables yet.</summary>
    /// <param name="server">A connection string whose user may create databases.</param>
    public RealDatabase(string server)
    {
        _server = server;
        Admin($"create database {_name}");
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = _name, Options = "-c synchronous_commit=off", MaxPoolSize = 10 }.ConnectionString);
        Database = new WaitingDatabase(new PostgresDatabase(_source));
    }

    /// <summary>The product's own store over the network; it comes back on the thread that asked it.</summary>
    public IDatabase Database { get; }

    /// <summary>Makes the tables by the product's migrations.</summary>
    public void Migrate(IEnumerable<OwnedSchema> schemas)
    {
        foreach (var schema in schemas.OrderBy(s => s.Name != MessagingContext.Schema))
        {
            schema.MigrateAsync(_source, NullLogger.Instance, CancellationToken.None).GetAwaiter().GetResult();
        }

        using var connection = _source.OpenConnection();
        using var tables = new NpgsqlCommand(
            """
            select string_agg(format('%I.%I', n.nspname, c.relname), ', ') from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations' and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
            """,
            connection);
        _clear = $"truncate {tables.ExecuteScalar()} restart identity cascade";
    }

    /// <summary>Empties all tables, and numbers them from 1 again. A transaction that is still open would keep it waiting: that is an error after ten seconds.</summary>
    public void Clear()
    {
        using var connection = _source.OpenConnection();
        using var clear = new NpgsqlCommand($"set lock_timeout = '10s'; {_clear}", connection);
        clear.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _source.Dispose();
        Admin($"drop database {_name} with (force)");
    }

    private void Admin(string sql)
    {
        using var source = NpgsqlDataSource.Create(_server + ";Pooling=false");
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
