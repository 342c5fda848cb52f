using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>How much of the organisation's requests of 24 hours is used, by everybody.</summary>
internal static class SalesforceMetrics
{
    private static readonly Meter Meter = new(IntegrationTelemetry.Name);

    private static readonly Gauge<long> Used = Meter.CreateGauge<long>("integration.crm.quota.used", "{request}", "Requests of the last 24 hours, by everybody, as the CRM counts them.");

    private static readonly Gauge<long> Limit = Meter.CreateGauge<long>("integration.crm.quota.limit", "{request}", "Requests that the CRM allows in 24 hours.");

    public static void Record(long used, long limit)
    {
        Used.Record(used);
        Limit.Record(limit);
    }
}
