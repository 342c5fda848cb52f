namespace Integration.Hosting.ExternalApi;

/// <summary>A refresh token that somebody's consent gave (RFC 6749, 6).</summary>
internal static class RefreshTokens
{
    public static HttpRequestMessage Request(RefreshTokenAuth auth)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, auth.TokenAddress)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", auth.Token), new("client_id", auth.ClientId), new("client_secret", auth.ClientSecret)]),
        };
        Repeatable.Mark(request);       // a second token harms nobody
        return request;
    }
}
