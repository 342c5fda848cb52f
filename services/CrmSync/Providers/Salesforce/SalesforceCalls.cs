using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Calls Salesforce within our share of its quota, and tells what only a person, time or another call can help from what it says of the call itself.</summary>
internal sealed class SalesforceCalls(CrmCalls calls, SalesforceQuota quota, IOptions<SalesforceOptions> options)
{
    /// <summary>Where the version's resources are.</summary>
    public string Root { get; } = $"services/data/{options.Value.ApiVersion}";

    /// <summary>A success's body, or what Salesforce says against the call (400, 404, 409).</summary>
    /// <exception cref="CrmCallException">Anything else.</exception>
    public async Task<(T? Body, IReadOnlyList<SalesforceError>? Refused)> SendAsync<T>(ExternalRequest request, SalesforceWords words, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await CallAsync(request, cancellationToken);
        return answer.Succeeded ? (CrmCalls.Read<T>(answer), null) : (null, Refused(answer, words));
    }

    /// <summary>The same, of a call whose success has no body.</summary>
    /// <exception cref="CrmCallException">Anything but a success or what is said against the call.</exception>
    public async Task<IReadOnlyList<SalesforceError>?> SendAsync(ExternalRequest request, SalesforceWords words, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(request, cancellationToken);
        return answer.Succeeded ? null : Refused(answer, words);
    }

    /// <summary>A call that Salesforce would refuse again.</summary>
    public static CrmCallException Refused(Refusal why) => new(CrmFailureKind.Refused, $"{why.Code}: {why.Reason}");

    private async Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        quota.Enter();
        var answer = await calls.SendAsync(request, cancellationToken);
        quota.See(answer.Headers);
        return answer;
    }

    private IReadOnlyList<SalesforceError> Refused(ExternalAnswer answer, SalesforceWords words)
    {
        IReadOnlyList<SalesforceError> errors = CrmCalls.TryRead<List<SalesforceError>>(answer) is { Count: > 0 } read
            ? read : [new() { ErrorCode = $"HTTP_{answer.Status}", Message = "no readable error" }];
        var why = words.Refusal(errors);
        return answer.Status switch
        {
            401 => throw new CrmCallException(
                CrmFailureKind.Unauthorized,
                $"Salesforce does not accept the access token that it has just issued ({why.Code}): check the connected app, its user, and that ExternalApis__{CrmProviders.Api}__BaseAddress is this organisation's"),
            403 when why.Code == "REQUEST_LIMIT_EXCEEDED" => throw Limited(errors),
            403 => throw new CrmCallException(
                CrmFailureKind.Unauthorized, $"Salesforce does not let us ({why.Code}): {why.Reason}. Give the connected app's user the permission, and the app the scope \"api\"") { IsOfOneRight = true },
            429 => throw new CrmCallException(CrmFailureKind.RateLimited, $"Salesforce's limit of requests: {why.Code}", answer.RetryAfter),
            // Somebody on the way gave up waiting for Salesforce, which may not have.
            408 or 502 or 504 => throw new CrmCallException(CrmFailureKind.Unanswered, $"Salesforce answered HTTP {answer.Status} ({why.Code})", answer.RetryAfter),
            500 => throw new CrmCallException(CrmFailureKind.Unavailable, $"Salesforce answered HTTP 500 ({why.Code})", answer.RetryAfter) { MayLieInARecord = true },
            >= 500 => throw new CrmCallException(CrmFailureKind.Unavailable, $"Salesforce answered HTTP {answer.Status} ({why.Code})", answer.RetryAfter),
            400 or 404 or 409 => errors,
            _ => throw new CrmCallException(CrmFailureKind.Refused, $"Salesforce answered HTTP {answer.Status} ({why.Code}): {why.Reason}"),
        };
    }

    /// <summary>The quota of 24 hours, or too many long requests at once: the same code.</summary>
    private CrmCallException Limited(IReadOnlyList<SalesforceError> errors) =>
        errors.Any(e => e.Message?.Contains("Concurrent", StringComparison.OrdinalIgnoreCase) == true)
            ? new(CrmFailureKind.RateLimited, "too many long requests at once (REQUEST_LIMIT_EXCEEDED)", TimeSpan.FromSeconds(options.Value.ConcurrencyWaitSeconds))
            : new(CrmFailureKind.RateLimited, "Salesforce's requests of 24 hours are used up (REQUEST_LIMIT_EXCEEDED)", quota.Close());
}
