using System.Text.RegularExpressions;
using Integration.CrmSync.Providers.Calls;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>What Salesforce says is wrong, in words that may be shown. Its own words hold values that were sent.</summary>
internal sealed partial class SalesforceWords
{
    /// <summary>Codes of what passes by itself: a locked row, and limits inside of Salesforce.</summary>
    private static readonly HashSet<string> Transient = new(StringComparer.Ordinal)
    {
        "UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "REQUEST_RUNNING_TOO_LONG", "QUERY_TIMEOUT", "LIMIT_EXCEEDED", "STORAGE_LIMIT_EXCEEDED", "UNKNOWN_EXCEPTION",
    };

    private readonly CrmObject? _type;
    private readonly IReadOnlyList<CrmWrite> _records;
    private readonly HashSet<string> _names;

    public SalesforceWords(string type, params IEnumerable<string> names)
    {
        (_records, _names) = ([], [.. names, type]);
    }

    public SalesforceWords(CrmObject type, IReadOnlyList<CrmWrite> records)
        : this(
            type.Type,
            [type.IdField, .. records.SelectMany(r => r.Fields.Keys), .. records.SelectMany(r => r.Links).SelectMany(l => new[] { l.To.Type, l.To.IdField, l.Relation, SalesforceBody.Lookup(l.Relation) })])
    {
        (_type, _records) = (type, records);
    }

    /// <summary>The refusal of a record or a call.</summary>
    public Refusal Refusal(IReadOnlyList<SalesforceError> errors)
    {
        if (errors.Count == 0)
        {
            return new("UNKNOWN", "no error was named", Passing: true);
        }

        var reason = string.Join("; ", errors.Select(e => Safe(e.Message)).Where(w => w.Length > 0).DefaultIfEmpty("no words").Distinct());
        return new(errors[0].Code, reason.Length <= SafeWords.MaxLength ? reason : reason[..SafeWords.MaxLength], errors.All(Passes), errors.Any(IsOfAField));
    }

    /// <summary>The field that an error says the object type does not have; null when it says something else.</summary>
    public static string? Missing(SalesforceError error) => error.Code == "INVALID_FIELD" && NoSuchColumn().Match(error.Message ?? "") is { Success: true } column ? column.Groups["name"].Value : null;

    /// <summary>There is no such field, or we may not write it.</summary>
    private static bool IsOfAField(SalesforceError error) => Missing(error) is not null || error.Code == "INVALID_FIELD_FOR_INSERT_UPDATE";

    /// <summary>Two that made the same record at once: the second finds it the next time. And a record that ours belongs to is not there (any more): when it was merged or deleted a moment ago, ours belongs to another
    /// one, or to none, as soon as that was heard.</summary>
    private bool Passes(SalesforceError error) =>
        Transient.Contains(error.Code)
        || (_records.Any(r => r.Links.Count > 0) && (error.Code is "ENTITY_IS_DELETED" or "INVALID_CROSS_REFERENCE_KEY" || IsForeignKey(error)))
        || (error.Code == "DUPLICATE_VALUE" && _type is { } type && error.Message?.Contains($"duplicate value found: {type.IdField} ", StringComparison.OrdinalIgnoreCase) == true);

    private static bool IsForeignKey(SalesforceError error) => error.Code == "INVALID_FIELD" && error.Message?.StartsWith("Foreign key external ID:", StringComparison.OrdinalIgnoreCase) == true;

    private string Safe(string? words) => SafeWords.Of(
        TooLarge().Replace(words ?? "", "${before}… "),
        _records.SelectMany(r => r.Fields.Values.Select(SentValue.Text).Append(r.Key).Concat(r.Links.SelectMany(l => new[] { l.Key, l.Id }))),
        _names);

    [GeneratedRegex(@"No such column '(?<name>[^']+)'", RegexOptions.IgnoreCase)]
    private static partial Regex NoSuchColumn();

    /// <summary>"Name: data value too large: … (max length=80)", with the value in it.</summary>
    [GeneratedRegex(@"(?<before>data value too large: ).*?(?=\(max length|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex TooLarge();
}
