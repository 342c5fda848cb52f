using Azure;
using Azure.Identity;

namespace Integration.Hosting.Secrets.KeyVault;

/// <summary>What can be wrong between a process and its vault.</summary>
internal static class KeyVaultFailure
{
    /// <summary>True when the vault, the way to it or the identity is to blame, and not that the process stops.</summary>
    public static bool Is(Exception failure, CancellationToken stop) => !stop.IsCancellationRequested && failure switch
    {
        AggregateException several => several.InnerExceptions.All(one => Is(one, stop)),
        // A time-out is told as a cancellation; a vault that asks for tokens of somebody else's as an invalid operation.
        RequestFailedException or AuthenticationFailedException or OperationCanceledException or InvalidOperationException => true,
        _ => false,
    };

    /// <summary>One line without a secret.</summary>
    public static string InWords(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [.., var last] } => InWords(last),
        RequestFailedException { Status: > 0 } answer => $"it answered {answer.Status}{(answer.ErrorCode is { Length: > 0 } code ? $" ({code})" : "")}",
        OperationCanceledException => "it did not answer in time",
        _ => failure.Message.Split('\n')[0].Trim(),
    };
}
