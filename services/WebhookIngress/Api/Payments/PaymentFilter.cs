using System.Globalization;
using Integration.Contracts.Rules;
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
    private const int DefaultLimit = 50;
    private const int MaxText = 128;

    /// <summary>Reads the query; every parameter that is wrong is named, and one that is not known too.</summary>
    public static (PaymentFilter? Filter, ProblemAnswer? Problem) Read(IQueryCollection query, int maxLimit)
    {
        var wrong = new List<Violation>();
        var filter = new PaymentFilter(
            Value(query, "limit") is { } limit ? Judge(wrong, "limit", int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= maxLimit, n, $"has to be 1 to {maxLimit}") : Math.Min(DefaultLimit, maxLimit),
            Value(query, "after") is { } after ? Judge(wrong, "after", PageMark.Parse(after) is not null, PageMark.Parse(after), "has to be the value of next of another page") : null,
            Text(query, "state", wrong), Text(query, "orderId", wrong), Text(query, "customerId", wrong), Time(query, "from", wrong), Time(query, "until", wrong));
        wrong.AddRange(query.Keys.Except(["limit", "after", "state", "orderId", "customerId", "from", "until"]).Select(key => new Violation(CardNumber.Redact(key), "is not a known parameter")));
        wrong.AddRange(query.Where(q => q.Value.Count > 1).Select(q => new Violation(q.Key, "is given more than once")));
        return wrong.Count == 0 ? (filter, null) : (null, StrictJson.Invalid(wrong));
    }

    private static string? Text(IQueryCollection query, string name, List<Violation> wrong) =>
        Value(query, name) is { } text ? Judge(wrong, name, text.Length <= MaxText && !text.Any(char.IsControl), text, $"has to have at most {MaxText} characters and no control character") : null;

    private static DateTimeOffset? Time(IQueryCollection query, string name, List<Violation> wrong) => Value(query, name) is { } text
        ? Judge(wrong, name, DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time), time, "has to be a time (RFC 3339)")
        : null;

    private static string? Value(IQueryCollection query, string name) => query[name] is [{ } value, ..] ? value : null;

    private static T Judge<T>(List<Violation> wrong, string name, bool good, T value, string rule)
    {
        if (!good)
        {
            wrong.Add(new(name, rule));
        }

        return value;
    }
}
