using System.Globalization;
using System.Text.RegularExpressions;
using Integration.CrmSync.Providers.Calls;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Asks what changed by <c>SystemModstamp</c>, which every change sets, deletions and merges too. It is the time at which the change's transaction began, and a transaction may last ten
/// minutes.</summary>
internal sealed partial class SalesforceChanges(SalesforceCalls calls)
{
    public async Task<CrmChangePage> ChangesAsync(string objectType, DateTimeOffset since, string? next, CancellationToken cancellationToken)
    {
        if (!Name().IsMatch(objectType))
        {
            throw new CrmCallException(CrmFailureKind.Refused, $"{objectType} is no name of an object type");
        }

        var words = new SalesforceWords(objectType);
        var (page, refused) = await calls.SendAsync<SalesforcePage<SalesforceStamp>>(new() { Method = HttpMethod.Get, Path = next ?? First(objectType, since) }, words, cancellationToken);
        return refused is not null
            ? throw SalesforceCalls.Refused(words.Refusal(refused))
            : new([.. page!.Records.Select(r => new CrmChange(r.Id, SalesforceTime.Read(r.SystemModstamp, nameof(r.SystemModstamp))))], Next(page));
    }

    private string First(string objectType, DateTimeOffset since)
    {
        var time = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var query = $"SELECT Id, SystemModstamp FROM {objectType} WHERE SystemModstamp >= {time} ORDER BY SystemModstamp, Id";
        return $"{calls.Root}/queryAll?q={Uri.EscapeDataString(query)}";
    }

    /// <summary>A path of the API, and nothing else: the token goes with it.</summary>
    private static string? Next(SalesforcePage<SalesforceStamp> page) =>
        page.Done ? null
        : page.NextRecordsUrl is { } path && Locator().IsMatch(path) ? path.TrimStart('/')
        : throw new CrmCallException(CrmFailureKind.Unavailable, "Salesforce names no next page of an answer that has one");

    [GeneratedRegex(@"^\w{1,80}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^/services/data/v\d+\.0/query(All)?/[\w-]+$")]
    private static partial Regex Locator();
}
