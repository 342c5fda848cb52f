namespace Integration.WebhookIngress.Webhooks;

/// <summary>Reads a request's bytes as they came, up to a limit. Nothing is parsed here.</summary>
internal static class RawBody
{
    /// <summary>Bytes that are set aside before anything has come; many webhooks are smaller. What a caller says that it will send is not set aside for it: nobody has been verified yet.</summary>
    private const int AtFirst = 4 << 10;

    /// <summary>Bytes that are set aside at once while more comes.</summary>
    private const int AtMost = 64 << 10;

    /// <summary>The body; null when it is larger than <paramref name="limit"/> bytes, or when <paramref name="room"/> has refused more of it.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, UnverifiedBody? room, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte more than is to come, so that the end is seen without setting aside another part.
        var most = (request.ContentLength ?? limit) + 1;
        var parts = new List<byte[]>();
        var (part, used, length) = (Array.Empty<byte>(), 0, 0);
        while (length <= limit)
        {
            if (used == part.Length)
            {
                // Each part is as large as what is there already: what is set aside is never more than twice what has come.
                var size = (int)Math.Min(Math.Clamp(length, AtFirst, AtMost), most - length);
                if (room?.TryTake(size) == false)
                {
                    return null;
                }

                (part, used) = (new byte[size], 0);
                parts.Add(part);
            }

            var read = await request.Body.ReadAsync(part.AsMemory(used), cancellationToken);
            if (read == 0)
            {
                return Join(parts, length);
            }

            (used, length) = (used + read, length + read);
        }

        return null;
    }

    private static byte[] Join(List<byte[]> parts, int length)
    {
        var whole = new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            var used = Math.Min(part.Length, length - at);
            part.AsSpan(0, used).CopyTo(whole.AsSpan(at));
            at += used;
        }

        return whole;
    }
}
