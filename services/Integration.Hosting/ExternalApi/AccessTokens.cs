namespace Integration.Hosting.ExternalApi;

/// <summary>Sends a request through limits and circuit, without a token.</summary>
public delegate Task<HttpResponseMessage> SendRequest(HttpRequestMessage request, CancellationToken cancellationToken);

/// <summary>A token as it was issued.</summary>
/// <param name="Value">The secret itself.</param>
/// <param name="Life">How long it is valid from now.</param>
public sealed record IssuedToken(string Value, TimeSpan Life);

/// <summary>The access token of this process for one API: kept, renewed early, and asked for once however many callers need it. A failure reaches everyone
/// who waited for it and is forgotten.</summary>
/// <param name="ask">Asks the issuer once; must end by itself.</param>
/// <param name="renewEarly">A token is renewed this long before it expires, or after nine tenths of its life when it lives for less than ten times as long.</param>
/// <param name="time">The clock.</param>
public sealed class AccessTokens(Func<SendRequest, Task<IssuedToken>> ask, TimeSpan renewEarly, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Token? _token;
    private Task<Token>? _asking;

    /// <summary>A token that is not due for renewal; <paramref name="send"/> asks for it when there is none.</summary>
    /// <exception cref="AccessTokenException">There is no token: the caller's request was not sent.</exception>
    public async Task<string> GetAsync(SendRequest send, CancellationToken cancellationToken)
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

    private async Task<Token> RenewAsync(SendRequest send)
    {
        Token? token = null;
        try
        {
            var issued = await ask(send);
            var margin = issued.Life / 10 < renewEarly ? issued.Life / 10 : renewEarly;
            return token = new Token(issued.Value, time.GetUtcNow() + issued.Life - margin);
        }
        finally
        {
            lock (_lock)
            {
                (_token, _asking) = (token, null);
            }
        }
    }

    private sealed record Token(string Value, DateTimeOffset RenewAt);
}

/// <summary>There is no access token, so the request was not sent.</summary>
public class AccessTokenException(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>True when the issuer does not accept who we are: asking again helps nobody, other credentials do.</summary>
    public bool Refused { get; init; }
}
