namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>What is set for HubSpot besides how it is reached (<c>ExternalApis__crm__…</c>).</summary>
public sealed class HubSpotOptions : CrmProviderOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = CrmProviders.Section + ":HubSpot";
}
