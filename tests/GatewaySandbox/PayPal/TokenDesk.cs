using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Integration.GatewaySandbox.Faults;
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

    /// <summary>The answer of the token's endpoint.</summary>
    public PayPalAnswer Answer(string authorization, string form, CallFault? fault, string debugId)
    {
        try
        {
            var token = Give(authorization, form);
            return fault is CallFault.ExecutedThen500 or CallFault.NotExecuted500
                ? new(500, PayPalFailure.Server(500).Body(debugId))
                : new(200, new JsonObject
                {
                    ["scope"] = "https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/payments/refund https://uri.paypal.com/services/disputes/read-seller https://uri.paypal.com/services/reporting/search/read",
                    ["access_token"] = token,
                    ["token_type"] = "Bearer",
                    ["app_id"] = "APP-SANDBOX",
                    ["expires_in"] = options.Value.PayPal.TokenSeconds,
                }.ToJsonString());
        }
        catch (PayPalFailure failure)
        {
            return new(failure.Status, failure.Body(debugId));
        }
    }

    /// <summary>Why the header lets nobody in; null when it does.</summary>
    public PayPalFailure? Refuse(string authorization) =>
        !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? PayPalFailure.NoAuthorization()
        : _tokens.TryGetValue(authorization[7..].Trim(), out var until) && until > time.GetUtcNow() ? null
        : PayPalFailure.InvalidToken();

    /// <summary>Every token so far is good no longer.</summary>
    public void Revoke() => _tokens.Clear();
}
