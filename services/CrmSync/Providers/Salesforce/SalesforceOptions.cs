using System.ComponentModel.DataAnnotations;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>What is set for Salesforce besides how it is reached (<c>ExternalApis__crm__…</c>).</summary>
public sealed class SalesforceOptions : CrmProviderOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = CrmProviders.Section + ":Salesforce";

    /// <summary>The version of the REST API.</summary>
    [Required, RegularExpression(@"v\d{2,3}\.0", ErrorMessage = "{0} has to look like v62.0.")]
    public string ApiVersion { get; set; } = "v62.0";

    /// <summary>Up to which share of the organisation's requests of 24 hours we go on calling; the rest is left to others. Others' requests count.</summary>
    [Range(0.01, 1)] public double DailyShare { get; set; } = 0.9;

    /// <summary>Minutes between two requests that ask whether there is room again, once the share is used up.</summary>
    [Range(0.1, 1440)] public double ProbeMinutes { get; set; } = 60;

    /// <summary>Seconds to wait when too many long requests run at once, for which Salesforce names no time.</summary>
    [Range(1, 3600)] public double ConcurrencyWaitSeconds { get; set; } = 30;
}
