using Microsoft.AspNetCore.WebUtilities;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Where a page ends: the next one begins behind it, however many payments came meanwhile.</summary>
internal sealed record PageMark(DateTimeOffset At, Guid PaymentId)
{
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[24];
        BitConverter.TryWriteBytes(bytes, At.UtcTicks);
        PaymentId.TryWriteBytes(bytes[8..]);
        return WebEncoders.Base64UrlEncode(bytes);
    }

    public static PageMark? Parse(string text)
    {
        var bytes = new byte[24];
        return text.Length == 32 && System.Buffers.Text.Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == 24
            && BitConverter.ToInt64(bytes) is var ticks && ticks > 0 && ticks < DateTime.MaxValue.Ticks
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(8)))
            : null;
    }
}

/// <summary>Which payments a list shows.</summary>
internal sealed record PaymentFilter(int Limit, PageMark? After, string? State, string? OrderId, string? CustomerId, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>Reads the query, or says what is wrong with it.</summary>
    public static (PaymentFilter Filter, ProblemAnswer? Problem) Read(IQueryCollection query, int maxLimit)
    {
        var asked = new ListQuery(query, "limit", "after", "state", "orderId", "customerId", "from", "until");
        var filter = new PaymentFilter(
            asked.Limit(maxLimit), asked.After(PageMark.Parse), asked.Text("state"), asked.Text("orderId"), asked.Text("customerId"), asked.Time("from"), asked.Time("until"));
        return (filter, asked.Problem);
    }
}
