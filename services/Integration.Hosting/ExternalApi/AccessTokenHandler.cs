using System.Net;
using System.Net.Http.Headers;

namespace Integration.Hosting.ExternalApi;

/// <summary>Puts the access token on every request. A token that the other side refuses is thrown away and the request sent once more: refused for its token,
/// it was not executed. Its place is outside of the limits, so that the second request waits for the rate and counts for the circuit like any other.</summary>
public sealed class AccessTokenHandler(AccessTokens tokens) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await AuthorizeAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        tokens.Discard(token);
        token = await AuthorizeAsync(request, cancellationToken);
        response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            tokens.Discard(token);
        }

        return response;
    }

    private async Task<string> AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync((ask, limit) => base.SendAsync(ask, limit), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }
}
