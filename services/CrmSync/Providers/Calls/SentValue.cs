using System.Globalization;

namespace Integration.CrmSync.Providers.Calls;

/// <summary>A value of <see cref="CrmWrite.Fields"/> as text that every CRM reads: a point for decimals, times in UTC.</summary>
internal static class SentValue
{
    /// <summary>The text; null for none.</summary>
    /// <exception cref="ArgumentException">Of a type that no CRM is sent.</exception>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        int or long or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => Time(time.UtcDateTime),
        DateTime { Kind: DateTimeKind.Utc } time => Time(time),
        _ => throw new ArgumentException($"A field cannot hold a {value.GetType().Name}: text, long, decimal, bool, a day or a UTC time is needed.", nameof(value)),
    };

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
