using System.Data;
using Integration.Persistence.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Persistence.Migrations;

/// <summary>Brings a schema to the code's version. Safe to run twice and from several processes at once: an advisory lock lets one go first.</summary>
public static partial class SchemaMigrator
{
    /// <summary>The oldest server that is supported.</summary>
    public const int MinimumServerVersion = 15;

    private const long LockKey = 0x696e746567726174;

    /// <summary>Migrates schema <c>messaging</c>.</summary>
    /// <exception cref="InvalidOperationException">The server is too old, or the schema is newer than the code and does not fit it (<see cref="SchemaFit"/>).</exception>
    public static Task MigrateMessagingAsync(NpgsqlDataSource source, CancellationToken cancellationToken, ILogger? log = null) =>
        MigrateAsync<MessagingContext>(source, MessagingContext.Schema, options => new MessagingContext(options), cancellationToken, log);

    /// <summary>Migrates the schema that <typeparamref name="TContext"/> owns. Its migrations may create views in schema <c>ops</c>,
    /// which exists by then; role <c>ops_reader</c> may read them afterwards, and role <paramref name="reader"/>, when one is given, the views of the schema itself. With schema <c>messaging</c> come the journal's next months. The server's warnings go to <paramref name="log"/>.</summary>
    /// <exception cref="InvalidOperationException">The server is too old, or the schema is newer than the code and does not fit it (<see cref="SchemaFit"/>).</exception>
    public static async Task MigrateAsync<TContext>(
        NpgsqlDataSource source, string schema, Func<DbContextOptions<TContext>, TContext> create, CancellationToken cancellationToken, ILogger? log = null, string? reader = null)
        where TContext : DbContext
    {
        await MigrateTablesAsync(source, schema, create, reader, log, cancellationToken);
        if (typeof(TContext) == typeof(MessagingContext))
        {
            await JournalPartitions.EnsureAsync(source, TimeProvider.System.GetUtcNow(), cancellationToken);
        }
    }

    private static async Task MigrateTablesAsync<TContext>(
        NpgsqlDataSource source, string schema, Func<DbContextOptions<TContext>, TContext> create, string? reader, ILogger? log, CancellationToken cancellationToken)
        where TContext : DbContext
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (log is not null)
        {
            connection.Notice += (_, e) =>
            {
                if (e.Notice.InvariantSeverity == "WARNING")
                {
                    LogWarning(log, e.Notice.MessageText);
                }
            };
        }

        RequireVersion(connection.PostgreSqlVersion, $"{connection.Host}:{connection.Port}");
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, $"create schema if not exists {schema}", cancellationToken);
            await ExecuteAsync(connection, OpsSchema.Create, cancellationToken);
            var options = new DbContextOptionsBuilder<TContext>()
                .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("migrations", schema).CommandTimeout(0)).Options;   // a large table takes its time
            await using var context = create(options);
            var newer = SchemaFit.Require(schema, [.. context.Database.GetMigrations()], [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)]);
            if (newer.Count > 0 && log is not null)
            {
                LogNewer(log, schema, string.Join(", ", newer));
            }

            await context.Database.MigrateAsync(cancellationToken);
            if (schema == MessagingContext.Schema)
            {
                await ExecuteAsync(connection, OpsSessions.Create, cancellationToken);
            }

            await ExecuteAsync(connection, OpsSchema.Grant("ops", OpsSchema.Reader), cancellationToken);
            if (reader is not null)
            {
                await ExecuteAsync(connection, OpsSchema.Grant(schema, reader), cancellationToken);
            }
        }
        finally
        {
            // A broken connection has already lost its lock; what broke it is the failure to report.
            if (connection.FullState == ConnectionState.Open)
            {
                await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
            }
        }
    }

    internal static void RequireVersion(Version server, string address)
    {
        if (server.Major < MinimumServerVersion)
        {
            throw new InvalidOperationException($"PostgreSQL {server} at {address} is too old: version {MinimumServerVersion} or newer is needed.");
        }
    }

    /// <summary>Without a time limit: another process's migration may take long, and the caller's token ends the wait.</summary>
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A program that runs on what a newer one has migrated: in a roll-out, or after a roll-back.</summary>
    [LoggerMessage(8, LogLevel.Warning, "Schema {Schema} is newer than this program, which runs on it all the same: it has {Migrations}")]
    public static partial void LogNewer(ILogger logger, string schema, string migrations);

    [LoggerMessage(6, LogLevel.Warning, "PostgreSQL warns: {Text}")]
    private static partial void LogWarning(ILogger logger, string text);
}
