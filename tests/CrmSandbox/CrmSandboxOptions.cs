using System.ComponentModel.DataAnnotations;
using Integration.CrmSandbox.HubSpot;
using Integration.CrmSandbox.Salesforce;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox;

/// <summary>How the sandbox behaves. Every limit is explicit; what is beyond it is refused, never dropped in silence.</summary>
public sealed class CrmSandboxOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "CrmSandbox";

    /// <summary>The largest body of a request.</summary>
    [Range(1_024, 100_000_000)] public int MaxBodyBytes { get; set; } = 8_388_608;

    /// <summary>Records of one CRM, removed ones included; a call that would add one beyond it is answered with 503.</summary>
    [Range(1, 10_000_000)] public int MaxRecords { get; set; } = 2_000_000;

    /// <summary>Different calls whose number of tries is remembered for the faults; beyond it the numbers start again.</summary>
    [Range(1, 10_000_000)] public int MaxFaultIdentities { get; set; } = 1_000_000;

    /// <summary>The HubSpot account.</summary>
    [ValidateObjectMembers] public HubSpotOptions HubSpot { get; set; } = new();

    /// <summary>The Salesforce org.</summary>
    [ValidateObjectMembers] public SalesforceOptions Salesforce { get; set; } = new();
}
