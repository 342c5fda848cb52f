using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Integration.PaymentWorker.Gateways.Http;
using Integration.Sagas.Attempts;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>The access token of this process: kept, renewed early, and asked for once however many callers need it. A failure reaches everyone who
/// waited for it and is forgotten.</summary>
public sealed class PayPalTokens(IOptions<PayPalOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Token? _token;
    private Task<Token>? _asking;

    /// <summary>A token that is not due for renewal; <paramref name="send"/> asks for it when there is none.</summary>
    /// <exception cref="PayPalTokenException">There is no token: the caller's request was not sent.</exception>
    public async Task<string> GetAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        Task<Token> asking;
        lock (_lock)
        {
            if (_token is { } token && time.GetUtcNow() < token.RenewAt)
            {
                return token.Value;
            }

            // One caller's cancellation ends its own wait, not the others' token.
            asking = _asking ??= Task.Run(() => RenewAsync(send), CancellationToken.None);
        }

        return (await asking.WaitAsync(cancellationToken)).Value;
    }

    /// <summary>Throws the token away, unless it was replaced since.</summary>
    public void Discard(string value)
    {
        lock (_lock)
        {
            _token = _token?.Value == value ? null : _token;
        }
    }

    private async Task<Token> RenewAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
    {
        Token? token = null;
        try
        {
            return token = await AskAsync(send);
        }
        finally
        {
            lock (_lock)
            {
                (_token, _asking) = (token, null);
            }
        }
    }

    private async Task<Token> AskAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
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
            return response.IsSuccessStatusCode ? Read(body, settings) : throw new PayPalTokenException(NotSent(PayPalErrors.Failure(response, PayPalErrors.Read(body))));
        }
        catch (Exception failure) when (failure is not PayPalTokenException)
        {
            throw new PayPalTokenException(NotSent(NetworkErrors.Read(failure)));
        }
    }

    private Token Read(string body, PayPalOptions settings)
    {
        var answer = JsonSerializer.Deserialize<PayPalToken>(body, PayPalJson.Options) ?? throw new JsonException("an empty token");
        var life = TimeSpan.FromSeconds(answer.ExpiresIn);
        var margin = TimeSpan.FromSeconds(Math.Min(settings.RenewTokenSeconds, answer.ExpiresIn / 10.0));
        return new Token(answer.AccessToken, time.GetUtcNow() + life - margin);
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

    private sealed record Token(string Value, DateTimeOffset RenewAt);
}

/// <summary>There is no access token, so the request was not sent.</summary>
public sealed class PayPalTokenException(CallFailure failure) : Exception(failure.Reason)
{
    /// <summary>What is known.</summary>
    public CallFailure Failure { get; } = failure;
}
