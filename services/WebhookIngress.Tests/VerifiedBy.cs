using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Tests;

/// <summary>What a stored webhook says of the secret that signed it.</summary>
internal static class VerifiedBy
{
    public static string Secret(int place, string secret) => $"secret {place} ({Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 4))})";
}
