using System.Globalization;
using Integration.Contracts.Rules;

namespace Integration.WebhookIngress.Api;

/// <summary>Reads the query of a list. Every parameter that is wrong is named, and one that is not known too.</summary>
internal sealed class ListQuery
{
    private const int DefaultLimit = 50;
    private const int MaxText = 256;

    /// <summary>With no, or up to seven digits of a second; an offset or Z has to be there, or one place's night would be another's day.</summary>
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly IQueryCollection _query;
    private readonly List<Violation> _wrong = [];

    public ListQuery(IQueryCollection query, params IEnumerable<string> known)
    {
        _query = query;
        _wrong.AddRange(query.Keys.Except(known).Select(key => new Violation(CardNumber.Redact(key), "is not a known parameter")));
        _wrong.AddRange(query.Where(q => q.Value.Count > 1).Select(q => new Violation(CardNumber.Redact(q.Key), "is given more than once")));
    }

    /// <summary>What is wrong with what was read so far; null when nothing is.</summary>
    public ProblemAnswer? Problem => _wrong.Count == 0 ? null : StrictJson.Invalid(_wrong);

    /// <summary>A value that can be read and yet does not go with the rest.</summary>
    public void Refuse(string name, string rule) => _wrong.Add(new(name, rule));

    public string? Text(string name) =>
        Value(name) is { } text ? Judge(name, text.Length <= MaxText && !text.Any(char.IsControl), text, $"has to have at most {MaxText} characters and no control character") : null;

    public string? OneOf(string name, params string[] words) => Value(name) is { } text ? Judge(name, words.Contains(text), text, $"has to be one of {string.Join(", ", words)}") : null;

    public DateTimeOffset? Time(string name) => Value(name) is { } text
        ? Judge(name, DateTimeOffset.TryParseExact(text, Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) && HasOffset(text), time, "has to be a time with its offset (RFC 3339): 2026-01-31T12:00:00Z")
        : null;

    /// <summary><c>limit</c>: entries of a page.</summary>
    public int Limit(int most) => Value("limit") is { } text
        ? Judge("limit", int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most, limit, $"has to be 1 to {most}")
        : Math.Min(DefaultLimit, most);

    /// <summary><c>after</c>: where the page before ended.</summary>
    public T? After<T>(Func<string, T?> parse) =>
        Value("after") is { } text && parse(text) is var mark ? Judge("after", mark is not null, mark, "has to be the value of next of another page") : default;

    private static bool HasOffset(string text) => text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _];

    private string? Value(string name) => _query[name] is [{ } value, ..] ? value : null;

    private T Judge<T>(string name, bool good, T value, string rule)
    {
        if (!good)
        {
            _wrong.Add(new(name, rule));
        }

        return value;
    }
}
