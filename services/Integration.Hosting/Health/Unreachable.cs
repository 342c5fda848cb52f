using System.Net.Sockets;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>What a database that is away looks like from here.</summary>
internal static class Unreachable
{
    /// <summary>True for failures of the database or the way to it, and for our own time limit; not for the caller's cancellation.</summary>
    public static bool Is(Exception failure, CancellationToken caller) =>
        failure is NpgsqlException or SocketException or TimeoutException || (failure is OperationCanceledException && !caller.IsCancellationRequested);

    /// <summary>The reason without addresses of code: for people. What the server itself says of hosts and users is left to the log, since anybody may ask for health.</summary>
    public static string InWords(Exception failure) => failure switch
    {
        OperationCanceledException => "no answer in time",
        _ when failure.GetBaseException() is PostgresException refusal => $"it refuses with {refusal.SqlState}, see the log",
        _ => failure.GetBaseException().Message.ReplaceLineEndings(" "),
    };
}
