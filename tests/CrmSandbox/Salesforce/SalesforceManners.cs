using Integration.CrmSandbox.Http;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Who is let in, how often, and what Salesforce says otherwise.</summary>
internal sealed class SalesforceManners(IOptions<CrmSandboxOptions> options, SalesforceSessions sessions, CallLog log, TimeProvider time) : ICrmApi
{
    private readonly DailyLimit _day = new(options.Value.Salesforce.DailyLimit, time);
    private int _taken;

    public string Crm => "salesforce";

    /// <summary>Calls of today, and how many there may be.</summary>
    public (int Taken, int Limit) Usage => (Volatile.Read(ref _taken), _day.Limit);

    /// <summary>Sets how many of today's calls are spent.</summary>
    public void SpendDay(int calls)
    {
        _day.Spend(calls);
        Volatile.Write(ref _taken, Math.Min(calls, _day.Limit));
    }

    public ApiAnswer? Refuse(ApiCall call, IHeaderDictionary headers)
    {
        if (!sessions.Admits(call.Request.Headers.Authorization.ToString()))
        {
            return SalesforceFailure.NoSession();
        }

        var spent = !_day.Take(out var taken);
        Volatile.Write(ref _taken, taken);
        headers["Sforce-Limit-Info"] = $"api-usage={taken}/{_day.Limit}";
        if (!spent)
        {
            return null;
        }

        log.Violated(Crm);
        return SalesforceFailure.DaySpent();
    }

    public ApiAnswer Trouble(int status) => status == 503
        ? SalesforceFailure.Of(503, "SERVER_UNAVAILABLE", "We are currently unable to process your request. Please try again later.")
        : SalesforceFailure.Of(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 1717171717-1 (17)");

    public ApiAnswer TooLarge() => SalesforceFailure.Of(413, "REQUEST_TOO_LARGE", "The request is too large.");
}
