using Integration.Persistence;
using Integration.Persistence.Migrations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.Hosting.Startup;

/// <summary>Starts a service, or runs only its migrations (<c>&lt;service&gt; migrate</c>), an operator's command (<c>&lt;service&gt; command</c>), one about dead letters (<c>&lt;service&gt; dead-letters</c>) or a question to the running
/// service (<c>&lt;service&gt; health</c>). Exit codes: 0 after a clean stop or a migration,
/// 1 when what it needs is absent or unfit (one line says what), 78 when settings are wrong (one message names them all).</summary>
public static class ServiceRunner
{
    /// <summary>EX_CONFIG of sysexits.h.</summary>
    public const int ConfigurationError = 78;

    private const int CannotStart = 1;

    /// <summary>Builds, prepares and runs the service; the command is read from the process's arguments. The process's exit code.</summary>
    public static Task<int> RunAsync(string name, Func<WebApplication> build, Func<WebApplication, Task> prepare) =>
        RunAsync(name, Environment.GetCommandLineArgs()[1..], build, prepare);

    /// <summary>Builds, prepares and runs the service. The process's exit code.</summary>
    /// <param name="name">As it appears in messages.</param>
    /// <param name="args">The process's arguments; <c>migrate</c> first runs the migrations and ends, <c>command</c>, <c>dead-letters</c>, <c>health</c> and <c>topology</c> first run that command and end.</param>
    /// <param name="build">Composes the service; must not connect to anything.</param>
    /// <param name="prepare">Brings the schemas to the code's version. Absent: every schema declared with
    /// <see cref="OwnedSchemaRegistration.AddOwnedSchema{TContext}"/>.</param>
    /// <param name="command">Runs what else the arguments ask for, instead of the service, and gives the exit code; null when they ask for nothing.</param>
    public static async Task<int> RunAsync(string name, string[] args, Func<WebApplication> build, Func<WebApplication, Task>? prepare = null, Func<WebApplication, IReadOnlyList<string>, Task<int?>>? command = null)
    {
        if (args is [HealthVerb.Verb, ..])
        {
            // Needs none of the service's own settings, and comes every few seconds: nothing of the service is built.
            return await HealthVerb.RunAsync(args);
        }

        CommandVerb? asked = null;
        if (args is [CommandVerb.Verb, ..])
        {
            asked = CommandVerb.Read(args, out var unread);
            if (asked is null)
            {
                return unread;
            }
        }

        if (args is [TopologyVerb.Verb or CommandVerb.Verb, ..])
        {
            // What the bus logs while its endpoints are configured would stand among the lines.
            Environment.SetEnvironmentVariable("Logging__LogLevel__MassTransit", "Warning");
        }

        try
        {
            await using var app = build();
            if (args is [TopologyVerb.Verb, ..])
            {
                return TopologyVerb.Run(app, args);
            }

            SettingsReport.ThrowIfWrong(app.Services);
            var migrate = args is ["migrate", ..];
            // A command's lines are its answer, and others read them.
            ILogger log = migrate || args is [] or [['-', ..], ..] ? app.Logger : NullLogger.Instance;
            await PrepareDatabaseAsync(name, app, prepare ?? MigrateOwnedAsync, migrate, log);
            if (asked is not null)
            {
                return await asked.RunAsync(app);
            }

            if (args is [DeadLetterVerbs.Verb, ..])
            {
                return await DeadLetterVerbs.RunAsync(app, args);
            }

            if (migrate)
            {
                return 0;
            }

            if (command is not null && await command(app, args) is { } done)
            {
                return done;
            }

            await app.RunAsync();
            return 0;
        }
        catch (ConfigurationException wrong)
        {
            return Refuse(name, wrong.Problems);
        }
        catch (StartupException reason)
        {
            return GiveUp(name, reason.Message);
        }
        catch (IOException inUse) when (inUse.InnerException is AddressInUseException)
        {
            return GiveUp(name, inUse.Message);
        }
    }

    /// <summary>Migrates every schema that the service declared, the spine's first: views of the others may stand on it.</summary>
    public static async Task MigrateOwnedAsync(WebApplication app)
    {
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        foreach (var schema in app.Services.GetServices<OwnedSchema>().OrderBy(s => s.Name != MessagingContext.Schema))
        {
            await schema.MigrateAsync(source, app.Logger, CancellationToken.None);
        }
    }

    private static async Task PrepareDatabaseAsync(string name, WebApplication app, Func<WebApplication, Task> prepare, bool migrate, ILogger log)
    {
        if (app.Services.GetService<NpgsqlDataSource>() is not { } source)
        {
            return;
        }

        var options = app.Services.GetRequiredService<IOptions<DatabaseStartupOptions>>().Value;
        await PostgresStartup.WaitAsync(
            source, TimeSpan.FromSeconds(options.WaitForPostgresSeconds), app.Services.GetRequiredService<TimeProvider>(),
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Integration.Startup"));
        var embedded = app.Services.GetService<PersistenceOptions>()?.Embedded == true;
        try
        {
            if (migrate || (options.MigrateAtStart ?? (embedded || app.Environment.IsDevelopment())))
            {
                await prepare(app);
                return;
            }

            foreach (var schema in app.Services.GetServices<OwnedSchema>())
            {
                await schema.CheckAsync(source, name, log, CancellationToken.None);
            }
        }
        catch (PostgresException refusal)
        {
            throw new StartupException($"the database could not be prepared: {refusal.MessageText} ({refusal.SqlState}).", refusal);
        }
        catch (InvalidOperationException unfit)
        {
            throw new StartupException(unfit.Message, unfit);
        }
    }

    private static int Refuse(string name, IEnumerable<string> problems)
    {
        Console.Error.WriteLine(
            $"{name} cannot start, its configuration is wrong:{Environment.NewLine}  - {string.Join(Environment.NewLine + "  - ", problems)}");
        return ConfigurationError;
    }

    private static int GiveUp(string name, string reason)
    {
        Console.Error.WriteLine($"{name} cannot start: {reason.ReplaceLineEndings(" ")}");
        return CannotStart;
    }
}
