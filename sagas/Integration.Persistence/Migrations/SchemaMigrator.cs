using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integration.Persistence.Migrations;

/// <summary>Brings a schema to the code's version. Safe to run twice and from several processes at once: an advisory lock lets one go first.</summary>
public static class SchemaMigrator
{
    /// <summary>The oldest server that is supported.</summary>
    public const int MinimumServerVersion = 15;

    private const long LockKey = 0x696e746567726174;

    /// <summary>Migrates schema <c>messaging</c>.</summary>
    /// <exception cref="InvalidOperationException">The server is too old, or the schema is newer than the code.</exception>
    public static Task MigrateMessagingAsync(NpgsqlDataSource source, CancellationToken cancellationToken) =>
        MigrateAsync<MessagingContext>(source, MessagingContext.Schema, options => new MessagingContext(options), cancellationToken);

    /// <summary>Migrates the schema that <typeparamref name="TContext"/> owns.</summary>
    /// <exception cref="InvalidOperationException">The server is too old, or the schema is newer than the code.</exception>
    public static async Task MigrateAsync<TContext>(
        NpgsqlDataSource source, string schema, Func<DbContextOptions<TContext>, TContext> create, CancellationToken cancellationToken)
        where TContext : DbContext
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < MinimumServerVersion)
        {
            throw new InvalidOperationException(
                $"PostgreSQL {connection.PostgreSqlVersion} at {connection.Host}:{connection.Port} is too old: version {MinimumServerVersion} or newer is needed.");
        }

        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, $"create schema if not exists {schema}", cancellationToken);
            var options = new DbContextOptionsBuilder<TContext>()
                .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("migrations", schema)).Options;
            await using var context = create(options);
            var known = context.Database.GetMigrations().ToHashSet();
            var newer = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Where(m => !known.Contains(m)).ToList();
            if (newer.Count > 0)
            {
                throw new InvalidOperationException(
                    $"Schema {schema} is newer than this program: it has {string.Join(", ", newer)}. Deploy the newer program, or restore an older database.");
            }

            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
