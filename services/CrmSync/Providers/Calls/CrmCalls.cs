using System.Text.Json;
using Integration.Hosting.ExternalApi;

namespace Integration.CrmSync.Providers.Calls;

/// <summary>Calls the CRM. Nothing here is sent again but what only reads (GET): an upsert may be repeated, but whoever asked for it repeats it with fresher data.</summary>
internal sealed class CrmCalls([FromKeyedServices(CrmProviders.Api)] ExternalApiClient api)
{
    /// <summary>The CRM's answer, whatever its status.</summary>
    /// <exception cref="CrmCallException">There was none.</exception>
    public async Task<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await api.SendAsync(request, cancellationToken);
        }
        catch (ExternalApiException failure)
        {
            throw Read(failure);
        }
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="CrmCallException">It is none, or not what the CRM promises.</exception>
    public static T Read<T>(ExternalAnswer answer)
    {
        try
        {
            return answer.Read<T>() ?? throw new JsonException("null");
        }
        catch (JsonException broken)
        {
            throw new CrmCallException(CrmFailureKind.Unavailable, $"HTTP {answer.Status} with a body that is not what the CRM promises", cause: broken);
        }
    }

    /// <summary>The error's body as JSON; null when it cannot be read (a gateway on the way writes pages of its own).</summary>
    public static T? TryRead<T>(ExternalAnswer answer)
        where T : class
    {
        try
        {
            return answer.Read<T>();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CrmCallException Read(ExternalApiException failure) => failure switch
    {
        { InnerException: AccessTokenException { Refused: true } } => new(
            CrmFailureKind.Unauthorized,
            $"{failure.Message}. Check ExternalApis__{CrmProviders.Api}__Auth__… (client id; secret, or signing key, user and audience; token address), and that the CRM's app may come in this way; then start again",
            cause: failure),
        { Kind: OutgoingFailureKind.RateLimited } => new(CrmFailureKind.RateLimited, failure.Message, cause: failure),
        { Kind: OutgoingFailureKind.OutcomeUnknown } => new(CrmFailureKind.Unanswered, failure.Message, cause: failure),
        _ => new(CrmFailureKind.Unavailable, failure.Message, cause: failure),
    };
}
