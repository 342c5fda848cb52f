using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Access tokens: given for the client's credentials, good until they expire or are revoked. They end with the process.</summary>
internal sealed class TokenDesk(IOptions<SandboxOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);

    /// <summary>A new token.</summary>
    /// <exception cref="PayPalFailure">The credentials or the grant are wrong.</exception>
    public string Give(string authorization, string form)
    {
        var sent = authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? authorization[6..].Trim() : "";
        var right = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.PayPal.ClientId}:{options.Value.PayPal.ClientSecret}"));
        if (sent != right)
        {
            throw PayPalFailure.InvalidClient();
        }

        if (!form.Split('&').Contains("grant_type=client_credentials"))
        {
            throw PayPalFailure.UnsupportedGrant();
        }

        var now = time.GetUtcNow();
        foreach (var (old, until) in _tokens)
        {
            if (until <= now)
            {
                _tokens.TryRemove(old, out _);
            }
        }

        var token = PayPalIds.Token();
        _tokens[token] = now.AddSeconds(options.Value.PayPal.TokenSeconds);
        return token;
    }

    /// <summary>Why the header lets nobody in; null when it does.</summary>
    public PayPalFailure? Refuse(string authorization) =>
        !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? PayPalFailure.NoAuthorization()
        : _tokens.TryGetValue(authorization[7..].Trim(), out var until) && until > time.GetUtcNow() ? null
        : PayPalFailure.InvalidToken();

    /// <summary>Every token so far is good no longer.</summary>
    public void Revoke() => _tokens.Clear();
}
