using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>The access tokens that were given. Safe for concurrent use.</summary>
internal sealed class SalesforceSessions(IOptions<CrmSandboxOptions> options, TimeProvider time)
{
    public const string OrgId = "00Dak00000SandboxEAA";

    private readonly SalesforceOptions _options = options.Value.Salesforce;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _lastUse = new(StringComparer.Ordinal);
    private volatile bool _revoked;

    /// <summary>The app may have no new tokens.</summary>
    public bool Revoked
    {
        get => _revoked;
        set => _revoked = value;
    }

    public string Open()
    {
        var token = $"{OrgId[..15]}!{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._", 96)}";
        lock (_gate)
        {
            if (_lastUse.Count >= _options.MaxSessions)
            {
                _lastUse.Remove(_lastUse.MinBy(s => s.Value).Key);
            }

            _lastUse[token] = time.GetUtcNow();
        }

        return token;
    }

    /// <summary>Whether the header carries a session that has not ended; using it keeps it.</summary>
    public bool Admits(string authorization)
    {
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return false;
        }

        var token = authorization["Bearer ".Length..];
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_lastUse.TryGetValue(token, out var used) || now - used > TimeSpan.FromMinutes(_options.SessionMinutes))
            {
                _lastUse.Remove(token);
                return false;
            }

            _lastUse[token] = now;
            return true;
        }
    }

    /// <summary>Every session ends.</summary>
    public void EndAll()
    {
        lock (_gate)
        {
            _lastUse.Clear();
        }
    }
}
