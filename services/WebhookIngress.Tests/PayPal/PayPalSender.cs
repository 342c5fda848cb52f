using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>Signs and sends as PayPal does. The checksum is computed here bit by bit, not by the code under test.</summary>
public sealed record PayPalSender(X509Certificate2 Certificate, string CertificateUrl, string WebhookId = PayPalSender.OurWebhook)
{
    public const string OurWebhook = "9XL90610J3647323C";

    /// <summary>Changes what is sent after it was signed.</summary>
    public Action<HttpRequestMessage> Spoil { get; init; } = _ => { };

    /// <summary>When it sends.</summary>
    public DateTimeOffset At { get; init; } = TimeProvider.System.GetUtcNow();

    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Order(string id, string order = "5O190127TN364715T") =>
        $$$"""
        {"id":"{{{id}}}","create_time":"2026-11-24T10:00:00Z","resource_type":"checkout-order","event_type":"CHECKOUT.ORDER.APPROVED","resource":{"id":"{{{order}}}","status":"APPROVED"}}
        """;

    public HttpRequestMessage Request(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var (id, time) = (Guid.NewGuid().ToString(), Time(At));
        using var key = Certificate.GetRSAPrivateKey()!;
        var signature = key.SignData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}|{time}|{WebhookId}|{Crc32(bytes)}")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/webhooks/paypal", UriKind.Relative)) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("PAYPAL-TRANSMISSION-ID", id);
        request.Headers.Add("PAYPAL-TRANSMISSION-TIME", time);
        request.Headers.Add("PAYPAL-TRANSMISSION-SIG", Convert.ToBase64String(signature));
        request.Headers.Add("PAYPAL-CERT-URL", CertificateUrl);
        request.Headers.Add("PAYPAL-AUTH-ALGO", "SHA256withRSA");
        Spoil(request);
        return request;
    }

    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
