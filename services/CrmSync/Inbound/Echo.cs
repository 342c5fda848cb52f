using System.Globalization;

namespace Integration.CrmSync.Inbound;

/// <summary>Tells what somebody else changed from what we wrote ourselves.</summary>
internal static class Echo
{
    /// <summary>True when nothing is new but what we sent.</summary>
    /// <param name="fields">As they stand in the CRM.</param>
    /// <param name="told">As they were when we last looked; null when we never did.</param>
    /// <param name="sent">What we wrote last; null when the record is none of ours.</param>
    public static bool Is(IReadOnlyDictionary<string, string?> fields, IReadOnlyDictionary<string, string?>? told, IReadOnlyDictionary<string, string?>? sent) =>
        (told is not null || sent is not null) && fields.All(f => Same(f.Value, told, f.Key) || Same(f.Value, sent, f.Key) || (told is null && string.IsNullOrEmpty(f.Value)));

    private static bool Same(string? value, IReadOnlyDictionary<string, string?>? known, string field) => known is not null && known.TryGetValue(field, out var other) && Same(value, other);

    /// <summary>CRMs write numbers and times in their own way.</summary>
    private static bool Same(string? a, string? b) =>
        (string.IsNullOrEmpty(a) && string.IsNullOrEmpty(b)) || a == b
        || (Number(a) is { } x && Number(b) is { } y && x == y)
        || (Time(a) is { } s && Time(b) is { } t && s == t);

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : long.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : null;
}
