using System.IO.Compression;
using System.Text;
using System.Text.Json.Serialization;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>The saved answer of an idempotency key. Bodies are kept deflated: there is one for every call of a day, and few are read again.</summary>
internal sealed record SavedAnswer(string Key, string Endpoint, string Fingerprint, string RequestId, long Saved, int Status, byte[] Deflated)
{
    /// <summary>The body, where deflating would cost more time than it saves room.</summary>
    [JsonIgnore]
    public string? Plain { get; init; }

    /// <summary>The body as it was sent.</summary>
    public string Body()
    {
        if (Plain is not null)
        {
            return Plain;
        }

        using var reader = new StreamReader(new DeflateStream(new MemoryStream(Deflated), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static byte[] Deflate(string body)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(body));
        }

        return packed.ToArray();
    }
}
