using System.Net.Http.Headers;
using System.Text;

namespace Integration.Hosting.ExternalApi;

/// <summary>A client's own credentials (RFC 6749, 4.4).</summary>
internal static class ClientCredentials
{
    public static HttpRequestMessage Request(OAuth2Auth auth)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, auth.TokenAddress)
        {
            Content = new FormUrlEncodedContent(
                auth.Scope.Length > 0 ? [new("grant_type", "client_credentials"), new("scope", auth.Scope)] : [new("grant_type", "client_credentials")]),
        };
        // RFC 6749, 2.3.1: both are form-encoded before they are joined.
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(auth.ClientId)}:{Uri.EscapeDataString(auth.ClientSecret)}")));
        Repeatable.Mark(request);       // a second token harms nobody
        return request;
    }
}
