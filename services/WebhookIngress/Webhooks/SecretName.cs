using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>How a signing secret is called where it must not stand. Its place among the settings changes when secrets are rotated; the beginning of its SHA-256 says for ever which one it was.</summary>
internal static class SecretName
{
    private const int Digits = 8;

    /// <summary>For example <c>secret 0 (1a2b3c4d)</c>; <c>printf %s "$SECRET" | sha256sum</c> begins with these digits.</summary>
    public static string Of(int index, string secret) => $"secret {index} ({Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..Digits]})";
}
