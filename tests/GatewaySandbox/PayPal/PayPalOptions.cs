using System.ComponentModel.DataAnnotations;
using Integration.GatewaySandbox.Faults;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>PayPal's account and its rules. Lifetimes are PayPal's unless set.</summary>
public sealed class PayPalOptions
{
    /// <summary>The only client id that gets a token.</summary>
    [Required] public string ClientId { get; set; } = "paypal_client_sandbox";

    /// <summary>Its secret.</summary>
    [Required] public string ClientSecret { get; set; } = "paypal_secret_sandbox";

    /// <summary>How long an access token lives.</summary>
    [Range(1, 1_000_000)] public int TokenSeconds { get; set; } = 32_400;

    /// <summary>How long a <c>PayPal-Request-Id</c> of the Orders API is remembered.</summary>
    [Range(1, 1_000)] public int OrderKeyHours { get; set; } = 6;

    /// <summary>How long a <c>PayPal-Request-Id</c> of the Payments API is remembered.</summary>
    [Range(1, 1_000)] public int RefundKeyDays { get; set; } = 45;

    /// <summary>When an order of which nothing was captured is forgotten: 404 from then on.</summary>
    [Range(1, 1_000)] public int OrderHours { get; set; } = 3;

    /// <summary>The account's setting "block repeated payments for an invoice id". Off by default, so that nothing but the caller's own care stands between it and a second capture.</summary>
    public bool BlockRepeatedInvoices { get; set; }

    /// <summary>How far the report is behind; at PayPal up to three hours.</summary>
    [Range(0, 1_000_000)] public int ReportLagSeconds { get; set; }

    /// <summary>Which faults happen by themselves; absent: those of <c>Sandbox__Profile</c>, except that PayPal has no outage while Stripe has.</summary>
    public FaultProfile? Profile { get; set; }

    /// <summary>When, under a profile <c>outage</c> of its own, PayPal is down.</summary>
    [ValidateObjectMembers] public OutageOptions Outage { get; set; } = new();

    internal FaultProfile ProfileIn(SandboxOptions sandbox) => Profile ?? (sandbox.Profile == FaultProfile.Outage ? FaultProfile.None : sandbox.Profile);
}
