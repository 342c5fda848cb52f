using System.Text.Json;

namespace Integration.Hosting.ExternalApi;

/// <summary>Asks an issuer for an access token (RFC 6749, 4 and 5), however the request shows who we are.</summary>
internal sealed class TokenEndpoint(Func<HttpRequestMessage> ask, TimeSpan limit, TimeProvider time)
{
    /// <summary>RFC 6749, 5.1: expires_in is only recommended; without it a token is kept for five minutes, and a refused one is renewed anyway.</summary>
    private const double UnsaidLifeSeconds = 300;

    private const long MaxBytes = 65_536;

    /// <summary>Asks, within the limit of one call. The answer's body never stands in a failure: it may hold the secret.</summary>
    /// <exception cref="AccessTokenException">There is none.</exception>
    public async Task<IssuedToken> AskAsync(SendRequest send)
    {
        using var ended = new CancellationTokenSource(limit, time);
        try
        {
            using var request = ask();
            request.Headers.Accept.Add(new("application/json"));
            using var response = await send(request, ended.Token);
            if (!response.IsSuccessStatusCode)
            {
                // RFC 6749, 5.2: 400 and 401 are what is wrong with the client.
                throw new AccessTokenException($"no access token: the issuer answered {(int)response.StatusCode}") { Refused = (int)response.StatusCode is 400 or 401 or 403 };
            }

            await response.Content.LoadIntoBufferAsync(MaxBytes, ended.Token);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ended.Token));
            return answer.RootElement.TryGetProperty("access_token", out var token) && token.GetString() is { Length: > 0 } value
                ? new IssuedToken(value, TimeSpan.FromSeconds(answer.RootElement.TryGetProperty("expires_in", out var life) ? Seconds(life) : UnsaidLifeSeconds))
                : throw new AccessTokenException("no access token: the issuer's answer has none");
        }
        catch (Exception failure) when (failure is not AccessTokenException)
        {
            throw new AccessTokenException($"no access token: {OutgoingFailure.Read(failure).Reason}", failure);
        }
    }

    /// <summary>Some issuers write the number as text.</summary>
    private static double Seconds(JsonElement life) => life.ValueKind == JsonValueKind.String
        ? double.Parse(life.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : life.GetDouble();
}
