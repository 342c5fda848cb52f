using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Hosting.ExternalApi;

/// <summary>Signs every request as it goes out, repeats too: each has its own time.</summary>
internal sealed class HmacHandler(HmacAuth auth, TimeProvider time) : DelegatingHandler
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(auth.Secret);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = Convert.ToHexStringLower(SHA256.HashData(request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken)));
        var signed = $"{request.Method.Method}\n{request.RequestUri!.PathAndQuery}\n{seconds}\n{hash}";
        Set(auth.TimeHeader, seconds);
        Set(auth.BodyHashHeader, hash);
        Set(auth.KeyId.Length > 0 ? auth.KeyIdHeader : "", auth.KeyId);
        Set(auth.SignatureHeader, Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(signed))));
        return await base.SendAsync(request, cancellationToken);

        void Set(string header, string value)
        {
            if (header.Length > 0)
            {
                request.Headers.Remove(header);
                request.Headers.TryAddWithoutValidation(header, value);
            }
        }
    }
}
