using System.Globalization;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Times as Salesforce writes them: with an offset without a colon.</summary>
internal static class SalesforceTime
{
    /// <summary>The time.</summary>
    /// <exception cref="CrmCallException">It is none.</exception>
    public static DateTimeOffset Read(string? text, string field) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? at : throw new CrmCallException(CrmFailureKind.Unavailable, $"Salesforce's answer has no readable {field}");
}
