using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Keeps to our share of the organisation's requests of 24 hours, which every answer tells (<c>Sforce-Limit-Info</c>). Above it nothing is sent but one request per
/// probing time, until an answer says that there is room again.</summary>
internal sealed partial class SalesforceQuota(IOptions<SalesforceOptions> options, TimeProvider time)
{
    /// <summary>The header.</summary>
    public const string Header = "Sforce-Limit-Info";

    private readonly Lock _lock = new();
    private DateTimeOffset? _nextProbe;

    private TimeSpan ProbeEvery => TimeSpan.FromMinutes(options.Value.ProbeMinutes);

    /// <summary>Returns when a request may be sent.</summary>
    /// <exception cref="CrmCallException">It may not: the share is used up.</exception>
    public void Enter()
    {
        lock (_lock)
        {
            if (_nextProbe is not { } probe)
            {
                return;
            }

            var now = time.GetUtcNow();
            if (now < probe)
            {
                throw new CrmCallException(
                    CrmFailureKind.RateLimited,
                    string.Create(CultureInfo.InvariantCulture, $"our share of Salesforce's daily requests is used up ({SalesforceOptions.Section.Replace(":", "__", StringComparison.Ordinal)}__DailyShare is {options.Value.DailyShare})"),
                    probe - now);
            }

            // This one asks.
            _nextProbe = now + ProbeEvery;
        }
    }

    /// <summary>Reads an answer's header.</summary>
    public void See(IReadOnlyDictionary<string, string> headers)
    {
        if (!headers.TryGetValue(Header, out var told) || Usage().Match(told) is not { Success: true } usage
            || !long.TryParse(usage.Groups["used"].ValueSpan, CultureInfo.InvariantCulture, out var used)
            || !long.TryParse(usage.Groups["limit"].ValueSpan, CultureInfo.InvariantCulture, out var limit))
        {
            return;
        }

        SalesforceMetrics.Record(used, limit);
        if (used >= limit * options.Value.DailyShare)
        {
            Close();
        }
        else
        {
            lock (_lock)
            {
                _nextProbe = null;
            }
        }
    }

    /// <summary>The whole quota is used up. Says how long nothing is sent now.</summary>
    public TimeSpan Close()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _nextProbe ??= now + ProbeEvery;
            return _nextProbe.Value - now;
        }
    }

    [GeneratedRegex(@"\bapi-usage=(?<used>\d{1,18})/(?<limit>\d{1,18})")]
    private static partial Regex Usage();
}
