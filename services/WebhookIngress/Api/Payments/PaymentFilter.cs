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
    /// <summary>The states that a payment has once the worker has taken it up: those of the state diagram.</summary>
    public static readonly string[] States =
    [
        "Authorizing", "AwaitingCustomer", "AwaitingRetry", "Canceled", "Capturing", "Confirmed", "Disputed", "Failed", "NeedsReview", "PartiallyRefunded", "Reconciling", "Refunded", "Releasing",
    ];

    /// <summary>Reads the query, or says what is wrong with it. <paramref name="seesAll"/>: the list is of what the worker has taken up.</summary>
    public static (PaymentFilter Filter, ProblemAnswer? Problem) Read(IQueryCollection query, int maxLimit, bool seesAll)
    {
        var asked = new ListQuery(query, "limit", "after", "state", "orderId", "customerId", "from", "until");
        var filter = new PaymentFilter(
            asked.Limit(maxLimit), asked.After(PageMark.Parse), asked.OneOf("state", [.. States, "Accepted", "Refused"]), asked.Text("orderId"), asked.Text("customerId"), asked.Time("from"), asked.Time("until"));
        if (seesAll && filter.State is "Accepted" or "Refused")
        {
            asked.Refuse(
                "state",
                "has to be a state of the worker's, as this list is of what it has taken up: requests that it has not, or has refused, are in the view ops.api_requests, each at GET /v1/payments/{paymentId}, " +
                "and what was set aside or refused at GET /v1/dead-letters");
        }

        return (filter, asked.Problem);
    }
}
