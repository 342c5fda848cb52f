using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>One HubSpot account with a private app.</summary>
public sealed class HubSpotOptions
{
    /// <summary>The private app's token; any other is answered with 401.</summary>
    [Required] public string Token { get; set; } = "pat-sandbox";

    /// <summary>The id of an app that was installed.</summary>
    [Required] public string ClientId { get; set; } = "sandbox-client";

    /// <summary>Its secret.</summary>
    [Required] public string ClientSecret { get; set; } = "sandbox-secret";

    /// <summary>What its installation gave; it lasts. What is issued for it is <see cref="Token"/>.</summary>
    [Required] public string RefreshToken { get; set; } = "refresh-sandbox";

    /// <summary>Calls in <see cref="RateWindowMilliseconds"/>; one more is answered with 429. HubSpot has 190 (100 in the small editions).</summary>
    [Range(1, 1_000_000)] public int RateLimit { get; set; } = 190;

    /// <summary>The window of <see cref="RateLimit"/>, which rolls.</summary>
    [Range(1, 3_600_000)] public int RateWindowMilliseconds { get; set; } = 10_000;

    /// <summary>Calls in a day of UTC; one more is answered with 429 and the policy <c>DAILY</c>.</summary>
    [Range(1, 1_000_000_000)] public int DailyLimit { get; set; } = 650_000;

    /// <summary>Records in one batch call of the objects API; more are refused with 400.</summary>
    [Range(1, 10_000)] public int MaxBatch { get; set; } = 100;

    /// <summary>Pairs in one call that associates; more are refused with 400.</summary>
    [Range(1, 100_000)] public int MaxAssociations { get; set; } = 2_000;

    /// <summary>Whether results of writes carry <c>objectWriteTraceId</c>. The answers that were recorded from HubSpot do not, its specification allows it.</summary>
    public bool EchoTraceId { get; set; }

    /// <summary>Whether properties whose options stand elsewhere (stages, pipelines) are listed without them, as HubSpot has been recorded to.</summary>
    public bool ExternalOptionsEmpty { get; set; }

    /// <summary>The account's number.</summary>
    [Range(1, 9_000_000_000)] public long PortalId { get; set; } = 44_237_313;

    /// <summary>The app's number.</summary>
    [Range(1, 9_000_000_000)] public long AppId { get; set; } = 7_654_321;

    /// <summary>Where the app's webhooks go.</summary>
    [ValidateObjectMembers] public HubSpotWebhookOptions Webhooks { get; set; } = new();
}
