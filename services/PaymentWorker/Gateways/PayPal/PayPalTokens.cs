using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Integration.Hosting.ExternalApi;
using Integration.PaymentWorker.Gateways.Http;
using Integration.Sagas.Attempts;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>Asks PayPal for an access token. Keeping and renewing it is <see cref="AccessTokens"/>' part; here stands what a failure means for the call that waited for it.</summary>
internal sealed class PayPalTokens(IOptions<PayPalOptions> options, TimeProvider time)
{
    /// <summary>Asks once, within the limit of one request.</summary>
    /// <exception cref="PayPalTokenException">There is no token: the caller's request was not sent.</exception>
    public async Task<IssuedToken> AskAsync(SendRequest send)
    {
        var settings = options.Value;
        using var limit = new CancellationTokenSource(settings.RequestLimit, time);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{settings.ApiBase.TrimEnd('/')}/v1/oauth2/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.ClientId}:{settings.ClientSecret}")));
        try
        {
            using var response = await send(request, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            return response.IsSuccessStatusCode ? Read(body) : throw new PayPalTokenException(NotSent(PayPalErrors.Failure(response, PayPalErrors.Read(body))));
        }
        catch (Exception failure) when (failure is not PayPalTokenException)
        {
            throw new PayPalTokenException(NotSent(NetworkErrors.Read(failure)));
        }
    }

    private static IssuedToken Read(string body)
    {
        var answer = JsonSerializer.Deserialize<PayPalToken>(body, PayPalJson.Options) ?? throw new JsonException("an empty token");
        return new IssuedToken(answer.AccessToken, TimeSpan.FromSeconds(answer.ExpiresIn));
    }

    /// <summary>Whatever became of the token's request, the caller's own was not sent.</summary>
    private static CallFailure NotSent(CallFailure failure) => failure with
    {
        Kind = failure.Kind switch
        {
            CallFailureKind.OutcomeUnknown or CallFailureKind.Transient => CallFailureKind.Transient,
            CallFailureKind.RateLimited => CallFailureKind.RateLimited,
            CallFailureKind.Rejected or CallFailureKind.Misconfigured => CallFailureKind.Misconfigured,
            _ => throw new InvalidOperationException($"kind {failure.Kind} is not handled"),
        },
        Reason = $"no access token: {failure.Reason}",
    };
}

/// <summary>There is no access token, so the request was not sent.</summary>
public sealed class PayPalTokenException(CallFailure failure) : AccessTokenException(failure.Reason ?? "no access token")
{
    /// <summary>What is known.</summary>
    public CallFailure Failure { get; } = failure;
}
