using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Tests;

/// <summary>Signs as the gateway does.</summary>
internal static class StripeSigner
{
    public static string Signature(string secret, byte[] body, DateTimeOffset at) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"{at.ToUnixTimeSeconds()}."), .. body]));

    public static string Header(string secret, byte[] body, DateTimeOffset at) => $"t={at.ToUnixTimeSeconds()},v1={Signature(secret, body, at)}";
}
