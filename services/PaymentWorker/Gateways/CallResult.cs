using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways;

/// <summary>What came of one call: what the gateway said, or why there is no outcome.</summary>
/// <typeparam name="TFound">The gateway's object in our words.</typeparam>
public abstract record CallResult<TFound>
    where TFound : class
{
    private protected CallResult(TFound found, string? requestId, int? httpStatus, string? refusal)
    {
        (Found, RequestId, HttpStatus, Reason) = (found, requestId, httpStatus, refusal);
    }

    private protected CallResult(CallFailure failure)
    {
        (Failure, Reason, RequestId, HttpStatus) = (failure.Kind, failure.Reason, failure.RequestId, failure.HttpStatus);
    }

    /// <summary>Where the object stands, when the gateway said so.</summary>
    public TFound? Found { get; }

    /// <summary>What is known about a call that gave no outcome.</summary>
    public CallFailureKind? Failure { get; }

    /// <summary>Why there is no outcome, or why the call was refused, in words, without secrets.</summary>
    public string? Reason { get; }

    /// <summary>The gateway's id of the request, for its support.</summary>
    public string? RequestId { get; }

    /// <summary>The HTTP status, when there was an answer.</summary>
    public int? HttpStatus { get; }
}

/// <summary>A call without an outcome.</summary>
/// <param name="Kind">What is known about it.</param>
/// <param name="Reason">In words, without secrets.</param>
/// <param name="RequestId">The gateway's id of the request.</param>
/// <param name="HttpStatus">When there was an answer.</param>
public sealed record CallFailure(CallFailureKind Kind, string Reason, string? RequestId = null, int? HttpStatus = null);

/// <summary>A list could not be read to its end: what was read before is no whole.</summary>
public sealed class GatewayListException(string gateway, CallFailure failure) : Exception($"{gateway} did not give its list to the end: {failure.Kind}: {failure.Reason}")
{
    /// <summary>What is known about the call that failed.</summary>
    public CallFailure Failure { get; } = failure;
}
