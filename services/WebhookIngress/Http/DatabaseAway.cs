using Integration.Persistence;
using Integration.WebhookIngress.Api;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Integration.WebhookIngress.Http;

/// <summary>PostgreSQL is away or restarts: 503 and when to come back. Whether a commit that was under way has happened is not known; with its idempotency key the request can be sent again.</summary>
internal sealed partial class DatabaseAway(ILogger<DatabaseAway> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsAway(exception))
        {
            return false;
        }

        LogAway(log, exception);
        await Problems.StoreAway.Answer("The database does not answer; send the request again, with the same idempotency key.").ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Also views that its migrations have not made yet, a server that takes nobody, and one that is at its own end: with a full disk it calls some of that an internal error.</summary>
    private static bool IsAway(Exception exception) => DatabaseFailure.IsTransient(exception) || exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InternalError
            or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName,
    };

    [LoggerMessage(54, LogLevel.Warning, "The database could not be asked; the caller is told to come again")]
    private static partial void LogAway(ILogger logger, Exception failure);
}
