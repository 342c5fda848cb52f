using System.Globalization;
using System.Text.RegularExpressions;

namespace Integration.CrmSync.Inbound;

/// <summary>Tells what somebody else changed from what we wrote ourselves.</summary>
internal static partial class Echo
{
    /// <summary>True when nothing is new but what we sent.</summary>
    /// <param name="fields">As they stand in the CRM.</param>
    /// <param name="told">As they were when we last looked; null when we never did.</param>
    /// <param name="sent">What we wrote since; null when we did not.</param>
    public static bool Is(IReadOnlyDictionary<string, string?> fields, IReadOnlyDictionary<string, string?>? told, IReadOnlyDictionary<string, string?>? sent) =>
        (told is not null || sent is not null)
        && fields.All(f => (told is not null && told.TryGetValue(f.Key, out var before) && (f.Value ?? "") == (before ?? ""))
            || (sent is not null && sent.TryGetValue(f.Key, out var ours) && IsOurs(f.Value, ours))
            || (told is null && string.IsNullOrEmpty(f.Value)));

    /// <summary>The CRM writes our numbers and times in its own way.</summary>
    private static bool IsOurs(string? theirs, string? ours) =>
        (theirs ?? "") == (ours ?? "") || (Number(theirs) is { } x && Number(ours) == x) || (Time(theirs) is { } t && Time(ours) == t);

    private static decimal? Number(string? text) => text is not null && Plain().IsMatch(text) ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? Time(string? text) =>
        text is null ? null
        : Milliseconds().IsMatch(text) ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture))
        : Dated().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;

    /// <summary>A number, and no text that happens to be one: 007 is none.</summary>
    [GeneratedRegex(@"^-?(0|[1-9]\d{0,20})(\.\d{1,10})?$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^1\d{12}$")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}")]
    private static partial Regex Dated();
}
