namespace Integration.WebhookIngress.Webhooks;

/// <summary>Reads a request's bytes as they came, up to a limit. Nothing is parsed here.</summary>
internal static class RawBody
{
    /// <summary>Bytes that are set aside before anything has come; most webhooks are smaller.</summary>
    private const int AtFirst = 16 << 10;

    /// <summary>The body; null when it is larger than <paramref name="limit"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // What a caller says that it will send is not set aside for it: nobody has been verified yet.
        using var bytes = new MemoryStream((int)Math.Min(request.ContentLength ?? AtFirst, AtFirst));
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > limit)
            {
                return null;
            }

            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return bytes.ToArray();
    }
}
