using Integration.CrmSync.Providers.HubSpot;
using Integration.CrmSync.Providers.Salesforce;
using Integration.Hosting.Startup;

namespace Integration.CrmSync.Providers;

/// <summary>The CRMs there are. One more is a folder beside the others and a line here.</summary>
public static class CrmProviders
{
    /// <summary>The configuration section that names the CRM; each CRM's own settings stand below its name (<c>Crm__Salesforce__…</c>).</summary>
    public const string Section = "Crm";

    /// <summary>The external API by which the CRM is called, whichever it is (<c>ExternalApis__crm__…</c>).</summary>
    public const string Api = "crm";

    private static readonly Dictionary<string, Action<IHostApplicationBuilder>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HubSpot"] = HubSpotRegistration.AddHubSpot,
        ["Salesforce"] = SalesforceRegistration.AddSalesforce,
    };

    /// <summary>Adds the <see cref="ICrmProvider"/> that <c>Crm__Provider</c> names. Wrong settings are told at start. A repeat adds nothing.</summary>
    public static void AddCrmProvider(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(s => s.ServiceType == typeof(ICrmProvider)))
        {
            return;
        }

        if (Known.TryGetValue(builder.Configuration["Crm:Provider"] ?? "", out var add))
        {
            add(builder);
        }
        else
        {
            builder.Services.AddStartupProblems([$"{Section}__Provider has to be one of {string.Join(", ", Known.Keys)}."]);
        }
    }
}
