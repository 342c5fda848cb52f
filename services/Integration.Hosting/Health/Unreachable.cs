using System.Net.Sockets;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>What a database that is away looks like from here.</summary>
internal static class Unreachable
{
    /// <summary>True for failures of the database or the way to it, and for our own time limit; not for the caller's cancellation.</summary>
    public static bool Is(Exception failure, CancellationToken caller) =>
        failure is NpgsqlException or SocketException or TimeoutException || (failure is OperationCanceledException && !caller.IsCancellationRequested);

    /// <summary>The reason without addresses of code: for people.</summary>
    public static string InWords(Exception failure) =>
        failure is OperationCanceledException ? "no answer in time" : failure.GetBaseException().Message.ReplaceLineEndings(" ");
}
