using System.Security.Cryptography;
using System.Text;
using Integration.CrmSandbox.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Judges a signed assertion (JWT bearer) as Salesforce's documentation has it: RS256; issuer, user and audience by name; no more than three minutes to live.</summary>
internal static class AssertionGrant
{
    public const string Name = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Why there is no token for it; null when there is one.</summary>
    public static ApiAnswer? Judge(string assertion, SalesforceOptions options, DateTimeOffset now)
    {
        if (options.AssertionKey.Length == 0 || Read(assertion) is not { } told)
        {
            return SalesforceFailure.OAuth("invalid_grant", "invalid assertion");
        }

        if (told.Issuer != options.ClientId)
        {
            return SalesforceFailure.OAuth("invalid_client_id", "client identifier invalid");
        }

        return Wrong(told, options, now) is { } wrong ? SalesforceFailure.OAuth("invalid_grant", wrong) : null;
    }

    private static JsonWebToken? Read(string assertion)
    {
        try
        {
            return new JsonWebToken(assertion);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Wrong(JsonWebToken told, SalesforceOptions options, DateTimeOffset now) =>
        !IsSigned(told, options.AssertionKey) ? "invalid assertion"
        : !told.Audiences.SequenceEqual([options.Audience]) ? "audience is invalid"
        : told.ValidTo <= now.UtcDateTime ? "expired authorization code"
        : told.ValidTo > (now + Longest).UtcDateTime ? "invalid assertion"
        : told.Subject != options.Username ? "user hasn't approved this consumer"
        : null;

    private static bool IsSigned(JsonWebToken told, string key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key);
        return told.Alg == SecurityAlgorithms.RsaSha256 && rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{told.EncodedHeader}.{told.EncodedPayload}"), Base64UrlEncoder.DecodeBytes(told.EncodedSignature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
