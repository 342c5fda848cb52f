using Integration.Hosting.ExternalApi;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways.Http;

/// <summary>What an exception below any gateway's protocol says about a call. Whatever may have been executed is <see cref="CallFailureKind.OutcomeUnknown"/>.</summary>
public static class NetworkErrors
{
    /// <summary>The call's outcome.</summary>
    public static CallFailure Read(Exception failure)
    {
        var (kind, reason) = OutgoingFailure.Read(failure);
        return new(
            kind switch
            {
                OutgoingFailureKind.RateLimited => CallFailureKind.RateLimited,
                OutgoingFailureKind.NotExecuted => CallFailureKind.Transient,
                OutgoingFailureKind.OutcomeUnknown => CallFailureKind.OutcomeUnknown,
                _ => throw new InvalidOperationException($"kind {kind} is not handled"),
            },
            reason);
    }
}
