using Integration.Persistence.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Hosting.Startup;

/// <summary>A schema that this service owns: how to bring it to the code's version, and how to see whether it is.</summary>
public abstract class OwnedSchema(string name)
{
    /// <summary>The schema's name in PostgreSQL.</summary>
    public string Name { get; } = name;

    /// <summary>Migrates under the advisory lock. A repeat does nothing. What the server warns of goes to <paramref name="log"/>.</summary>
    /// <exception cref="InvalidOperationException">The server is too old, or the schema is newer than the code and does not fit it (<see cref="SchemaFit"/>).</exception>
    public abstract Task MigrateAsync(NpgsqlDataSource source, ILogger log, CancellationToken cancellationToken);

    /// <summary>Throws unless the program can run on the schema as it is. Changes nothing. A newer one that it can run on is told to <paramref name="log"/>.</summary>
    /// <exception cref="StartupException">It is older.</exception>
    /// <exception cref="InvalidOperationException">It is newer and does not fit (<see cref="SchemaFit"/>).</exception>
    public abstract Task CheckAsync(NpgsqlDataSource source, string service, ILogger log, CancellationToken cancellationToken);
}

/// <summary>Declares the schemas of a service.</summary>
public static class OwnedSchemaRegistration
{
    /// <summary>The service owns <paramref name="schema"/> through the migrations of <typeparamref name="TContext"/>. Its own views, if it has any, are for role
    /// <paramref name="reader"/> alone; those it puts into <c>ops</c> are for everyone there.</summary>
    public static void AddOwnedSchema<TContext>(this IServiceCollection services, string schema, Func<DbContextOptions<TContext>, TContext> create, string? reader = null)
        where TContext : DbContext
    {
        if (!services.Any(s => s.ImplementationInstance is OwnedSchema known && known.Name == schema))
        {
            services.AddSingleton<OwnedSchema>(new ContextSchema<TContext>(schema, create, reader));
        }
    }

    private sealed class ContextSchema<TContext>(string schema, Func<DbContextOptions<TContext>, TContext> create, string? reader) : OwnedSchema(schema)
        where TContext : DbContext
    {
        public override Task MigrateAsync(NpgsqlDataSource source, ILogger log, CancellationToken cancellationToken) =>
            SchemaMigrator.MigrateAsync(source, Name, create, cancellationToken, log, reader);

        public override async Task CheckAsync(NpgsqlDataSource source, string service, ILogger log, CancellationToken cancellationToken)
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var options = new DbContextOptionsBuilder<TContext>()
                .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("migrations", Name)).Options;
            await using var context = create(options);
            var known = context.Database.GetMigrations().ToList();
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
            if (SchemaFit.Require(Name, known, applied) is { Count: > 0 } newer)
            {
                SchemaMigrator.LogNewer(log, Name, string.Join(", ", newer));
            }

            if (known.Except(applied).ToList() is { Count: > 0 } missing)
            {
                throw new StartupException(
                    $"schema {Name} lacks {missing.Count} migration(s), first {missing[0]}: run `{service} migrate`, or set Persistence__MigrateAtStart=true.");
            }
        }
    }
}
