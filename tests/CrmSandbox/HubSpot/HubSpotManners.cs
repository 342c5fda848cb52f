using System.Globalization;
using Integration.CrmSandbox.Http;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Who is let in, how fast, and what HubSpot says otherwise.</summary>
internal sealed class HubSpotManners(IOptions<CrmSandboxOptions> options, CallLog log, TimeProvider time) : ICrmApi
{
    private readonly HubSpotOptions _options = options.Value.HubSpot;
    private readonly RollingLimit _rate = new(options.Value.HubSpot.RateLimit, TimeSpan.FromMilliseconds(options.Value.HubSpot.RateWindowMilliseconds), time);
    private readonly DailyLimit _day = new(options.Value.HubSpot.DailyLimit, time);
    private volatile bool _revoked;
    private volatile string? _missingScope;

    public string Crm => "hubspot";

    /// <summary>The token is worth nothing any more.</summary>
    public bool Revoked
    {
        get => _revoked;
        set => _revoked = value;
    }

    /// <summary>The scope that every call lacks from now on; null for none.</summary>
    public string? MissingScope
    {
        get => _missingScope;
        set => _missingScope = value;
    }

    /// <summary>Sets how many of today's calls are spent.</summary>
    public void SpendDay(int calls) => _day.Spend(calls);

    public ApiAnswer? Refuse(ApiCall call, IHeaderDictionary headers)
    {
        if (_revoked || call.Request.Headers.Authorization != $"Bearer {_options.Token}")
        {
            return HubSpotFailure.Unauthorized();
        }

        var fast = !_rate.Take(out var left);
        var taken = 0;
        var spent = !fast && !_day.Take(out taken);
        headers["X-HubSpot-RateLimit-Max"] = Text(_rate.Limit);
        headers["X-HubSpot-RateLimit-Remaining"] = Text(left);
        headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = Text(_options.RateWindowMilliseconds);
        if (!fast)
        {
            headers["X-HubSpot-RateLimit-Daily"] = Text(_day.Limit);
            headers["X-HubSpot-RateLimit-Daily-Remaining"] = Text(_day.Limit - taken);
        }

        if (fast || spent)
        {
            log.Violated(Crm);
            return fast ? HubSpotFailure.TooFast() : HubSpotFailure.DaySpent();
        }

        return _missingScope is { } scope ? HubSpotFailure.MissingScope(scope) : null;
    }

    public ApiAnswer Trouble(int status) => HubSpotFailure.Of(status, "INTERNAL_ERROR", status == 503 ? "The service is temporarily unavailable." : "internal error");

    public ApiAnswer TooLarge() => HubSpotFailure.Of(413, "VALIDATION_ERROR", "The request is too large.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
