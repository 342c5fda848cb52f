using Npgsql;

namespace Integration.Persistence;

/// <summary>Tells a database that is away for a while (wait, nothing is wrong with the message) from one that says no.</summary>
public static class DatabaseFailure
{
    /// <summary>True when the failure, or one beneath it at any depth, is a lost connection, a restart, a fail-over or a deadlock.
    /// The state machine wraps what its store throws, so looking at the outermost and innermost exception is not enough.</summary>
    public static bool IsTransient(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            if (current is NpgsqlException database && (database.IsTransient || IsShuttingDown(database.SqlState)))
            {
                return true;
            }

            if (current is AggregateException { InnerExceptions.Count: > 1 } several)
            {
                return several.InnerExceptions.Any(IsTransient);
            }
        }

        return false;
    }

    private static bool IsShuttingDown(string? state) => state is
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        or PostgresErrorCodes.ReadOnlySqlTransaction;    // the old primary of a fail-over
}
