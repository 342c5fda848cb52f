using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;

namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>Calls HubSpot and tells what only a person, time or another call can help from what it says of the call itself.</summary>
internal sealed class HubSpotCalls(CrmCalls calls)
{
    private const int Locked = 423;
    private const int Migrating = 477;

    /// <summary>A success's body, or what HubSpot says against the call (400, 404, 409, 413, 422).</summary>
    /// <exception cref="CrmCallException">Anything else.</exception>
    public async Task<(T? Body, HubSpotError? Refused)> SendAsync<T>(ExternalRequest request, HubSpotWords words, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await calls.SendAsync(request, cancellationToken);
        return answer.Succeeded ? (CrmCalls.Read<T>(answer), null) : (null, Refused(answer, words));
    }

    /// <summary>The same, of a call whose success has no body.</summary>
    /// <exception cref="CrmCallException">Anything but a success or what is said against the call.</exception>
    public async Task<HubSpotError?> SendAsync(ExternalRequest request, HubSpotWords words, CancellationToken cancellationToken)
    {
        var answer = await calls.SendAsync(request, cancellationToken);
        return answer.Succeeded ? null : Refused(answer, words);
    }

    /// <summary>A call that HubSpot would refuse again.</summary>
    public static CrmCallException Refused(Refusal why) => new(CrmFailureKind.Refused, $"{why.Code}: {why.Reason}");

    private static HubSpotError Refused(ExternalAnswer answer, HubSpotWords words)
    {
        var error = CrmCalls.TryRead<HubSpotError>(answer) ?? new() { Category = $"HTTP_{answer.Status}", Message = "no readable error" };
        var why = words.Refusal(error);
        return answer.Status switch
        {
            401 => throw new CrmCallException(
                CrmFailureKind.Unauthorized,
                $"HubSpot does not accept the token ({why.Code}): it was revoked or replaced. Set the private app's present one at ExternalApis__{CrmProviders.Api}__Auth__ApiKey__Key and start again"),
            403 => throw new CrmCallException(CrmFailureKind.Unauthorized, Scopes(error) is { Length: > 0 } scopes
                ? $"HubSpot's private app lacks a scope ({why.Code}): give it {scopes}"
                : $"HubSpot does not let us ({why.Code}): {why.Reason}") { IsOfOneRight = true },
            429 => throw new CrmCallException(CrmFailureKind.RateLimited, $"HubSpot's limit of requests: {error.PolicyName ?? why.Code}", answer.RetryAfter ?? Wait(error)),
            Locked => throw new CrmCallException(CrmFailureKind.RateLimited, "HubSpot has locked the records for a moment, after many writes", answer.RetryAfter ?? TimeSpan.FromSeconds(2)),
            // Somebody on the way gave up waiting for HubSpot, which may not have.
            408 or 502 or 504 or (>= 520 and <= 524) => throw new CrmCallException(CrmFailureKind.Unanswered, $"HubSpot answered HTTP {answer.Status} ({why.Code})", answer.RetryAfter),
            500 => throw new CrmCallException(CrmFailureKind.Unavailable, $"HubSpot answered HTTP 500 ({why.Code})", answer.RetryAfter) { MayLieInARecord = true },
            Migrating or >= 500 => throw new CrmCallException(CrmFailureKind.Unavailable, $"HubSpot answered HTTP {answer.Status} ({why.Code})", answer.RetryAfter),
            400 or 404 or 409 or 413 or 422 => error,
            _ => throw new CrmCallException(CrmFailureKind.Refused, $"HubSpot answered HTTP {answer.Status} ({why.Code}): {why.Reason}"),
        };
    }

    /// <summary>HubSpot does not say how long: ten seconds are the window of the short limit, and an hour is when the day's is worth another look.</summary>
    private static TimeSpan Wait(HubSpotError error) =>
        $"{error.PolicyName} {error.Message}" switch
        {
            var said when said.Contains("daily", StringComparison.OrdinalIgnoreCase) => TimeSpan.FromHours(1),
            var said when said.Contains("your secondly limit", StringComparison.OrdinalIgnoreCase) => TimeSpan.FromSeconds(1),
            _ => TimeSpan.FromSeconds(10),
        };

    private static string Scopes(HubSpotError error) => string.Join(
        " or ",
        error.Errors.Append(error).SelectMany(e => e.Names("requiredGranularScopes").Concat(e.Names("requiredScopes")))
            .Where(s => s.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')).Distinct());
}
