using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Hosting.ExternalApi;

/// <summary>An assertion that we sign instead of a secret that we send (RFC 7523, 2.1). Each is sent once: an issuer that remembers them takes a repeat for somebody else's, so a lost answer
/// ends in no token, and the next call signs anew.</summary>
internal static class JwtBearer
{
    public static HttpRequestMessage Request(JwtBearerAuth auth, TimeProvider time)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", Signed(auth, time))];
        if (auth.Scope.Length > 0)
        {
            form.Add(new("scope", auth.Scope));
        }

        return new(HttpMethod.Post, auth.TokenAddress) { Content = new FormUrlEncodedContent(form) };
    }

    /// <summary>True when the text is an RSA private key, unencrypted, of 2,048 bits or more: RS256 needs them (RFC 7518, 3.3).</summary>
    public static bool IsKey(string pem)
    {
        try
        {
            using var rsa = Key(pem);
            return rsa.KeySize >= 2048 && rsa.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static string Signed(JwtBearerAuth auth, TimeProvider time)
    {
        try
        {
            return Assertion(auth, time);
        }
        catch (CryptographicException failure)
        {
            throw new AccessTokenException("no access token: the assertion could not be signed", failure);
        }
    }

    private static string Assertion(JwtBearerAuth auth, TimeProvider time)
    {
        using var rsa = Key(auth.PrivateKey);
        var now = time.GetUtcNow().UtcDateTime;
        // A signer that is cached would outlive the key it signs with.
        var key = new RsaSecurityKey(rsa) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        key.KeyId = auth.KeyId.Length > 0 ? auth.KeyId : null;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = auth.ClientId,
            Audience = auth.Audience,
            Claims = new Dictionary<string, object> { ["sub"] = auth.Subject, ["jti"] = Guid.NewGuid().ToString() },
            // Neither "iat" nor "nbf": both are optional, and a clock a little behind ours would refuse them.
            Expires = now.AddSeconds(auth.LifeSeconds),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    private static RSA Key(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            // Where a setting has one line only, lines are often told by \n; a backslash means nothing else in PEM.
            rsa.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }
}
