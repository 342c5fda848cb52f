using System.Net.Sockets;
using Integration.Persistence.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Hosting.Startup;

/// <summary>Waits for PostgreSQL before anything else is done with it.</summary>
internal static partial class PostgresStartup
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns when the server answers and is new enough. A server that is away or starting is waited for; one that refuses us is not.</summary>
    /// <exception cref="StartupException">It did not answer in time, refused, or is too old.</exception>
    public static async Task WaitAsync(NpgsqlDataSource source, TimeSpan patience, TimeProvider time, ILogger log)
    {
        var started = time.GetTimestamp();
        var address = Address(source);
        var told = false;
        while (true)
        {
            try
            {
                using var limit = new CancellationTokenSource(patience > Pause ? patience : TimeSpan.FromSeconds(15), time);
                await using var connection = await source.OpenConnectionAsync(limit.Token);
                RequireVersion(connection.PostgreSqlVersion, address);
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException { IsTransient: true } or SocketException or TimeoutException or OperationCanceledException)
            {
                if (time.GetElapsedTime(started) + Pause > patience)
                {
                    throw new StartupException($"PostgreSQL at {address} did not answer within {patience.TotalSeconds:F0} s: {InWords(failure)}.", failure);
                }

                if (!told)
                {
                    told = true;
                    LogWaiting(log, address, (int)patience.TotalSeconds, InWords(failure));
                }
            }
            catch (PostgresException refusal)
            {
                throw new StartupException($"PostgreSQL at {address} refuses the connection: {refusal.MessageText} ({refusal.SqlState}).", refusal);
            }
            catch (NpgsqlException failure)
            {
                throw new StartupException($"PostgreSQL at {address} cannot be used: {InWords(failure)}.", failure);
            }

            await Task.Delay(Pause, time);
        }
    }

    /// <summary>Throws when the server is older than the product supports.</summary>
    internal static void RequireVersion(Version version, string address)
    {
        if (version.Major < SchemaMigrator.MinimumServerVersion)
        {
            throw new StartupException($"PostgreSQL {version} at {address} is too old: version {SchemaMigrator.MinimumServerVersion} or newer is needed.");
        }
    }

    private static string Address(NpgsqlDataSource source)
    {
        var parts = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return $"{parts.Host}:{parts.Port}, database {parts.Database ?? parts.Username}";
    }

    private static string InWords(Exception failure) => failure is OperationCanceledException
        ? "the connection was not made in time"
        : failure.GetBaseException().Message.TrimEnd('.').ReplaceLineEndings(" ");

    [LoggerMessage(20, LogLevel.Information, "Waiting up to {Seconds} s for PostgreSQL at {Address}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string address, int seconds, string reason);
}
