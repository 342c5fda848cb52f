using System.IO.Compression;
using System.Text;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>The saved answer of an idempotency key. Bodies are kept deflated: there is one for every call of a day, and few are read again.</summary>
internal sealed record SavedAnswer(string Key, string Endpoint, string Fingerprint, string RequestId, long Saved, int Status, byte[] Deflated)
{
    /// <summary>The body as it was sent.</summary>
    public string Body()
    {
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
