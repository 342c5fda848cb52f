using System.ComponentModel.DataAnnotations;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.PayPal;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox;

/// <summary>How the sandbox behaves. Every limit is explicit; what is beyond it is refused, never dropped in silence.</summary>
public sealed class SandboxOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Sandbox";

    /// <summary>The only key that is accepted; any other is answered with 401.</summary>
    [Required] public string SecretKey { get; set; } = "sk_test_sandbox";

    /// <summary>The API version of answers without a <c>Stripe-Version</c> header, and of every event. Stripe.net refuses events of another version than its own.</summary>
    [Required] public string ApiVersion { get; set; } = "2026-10-28.endive";

    /// <summary>Which faults happen by themselves.</summary>
    public FaultProfile Profile { get; set; } = FaultProfile.None;

    /// <summary>With the profile, decides which call meets which fault; the same seed and calls meet the same faults.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Where state is kept, as JSON lines; a restart reads it back. Absent: state ends with the process.</summary>
    public string? JournalFile { get; set; }

    /// <summary>How long the fault <c>slow</c> waits before it executes.</summary>
    [Range(0, 600_000)] public int SlowMilliseconds { get; set; } = 1_500;

    /// <summary>How long the fault <c>executed_then_timeout</c> holds the answer of a client that does not hang up; then the connection is reset.</summary>
    [Range(1, 3_600_000)] public int HoldMilliseconds { get; set; } = 120_000;

    /// <summary>When, after the call, that happens which Stripe does by itself: pending refunds end, customers dispute. By the sandbox's clock.</summary>
    [Range(0, 86_400_000)] public int LaterMilliseconds { get; set; } = 1_000;

    /// <summary>The largest body of a request.</summary>
    [Range(1_024, 100_000_000)] public int MaxBodyBytes { get; set; } = 1_048_576;

    /// <summary>Intents, charges, refunds, disputes, payment methods and remembered keys together; beyond it, a call that would add one is answered with 503.</summary>
    [Range(1, 100_000_000)] public int MaxObjects { get; set; } = 5_000_000;

    /// <summary>Fault rules set by <c>POST /sandbox/faults</c> that wait for their calls.</summary>
    [Range(1, 100_000)] public int MaxFaultRules { get; set; } = 1_000;

    /// <summary>Calls kept by <c>GET /sandbox/log</c>; the oldest make room.</summary>
    [Range(1, 10_000_000)] public int MaxLogEntries { get; set; } = 100_000;

    /// <summary>When an idempotency key is forgotten and executes anew.</summary>
    [Range(1, 10_000)] public int IdempotencyKeyHours { get; set; } = 24;

    /// <summary>When an uncaptured authorization lapses and its intent is canceled.</summary>
    [Range(1, 365)] public int AuthorizationDays { get; set; } = 7;

    /// <summary>The address under which clients and webhook receivers reach the sandbox: it stands in links and names the webhooks' certificate. Absent: the first address it listens on.</summary>
    [Url] public string? PublicUrl { get; set; }

    /// <summary>PayPal's account.</summary>
    [ValidateObjectMembers] public PayPalOptions PayPal { get; set; } = new();

    /// <summary>When Stripe, under the profile <c>outage</c>, is down.</summary>
    [ValidateObjectMembers] public OutageOptions Outage { get; set; } = new();

    /// <summary>Where events go.</summary>
    [ValidateObjectMembers] public WebhooksOptions Webhooks { get; set; } = new();

    /// <summary>Whether remembered answers are kept deflated. Only for an account that ends soon and has no journal may they be kept as they are.</summary>
    internal bool PacksAnswers { get; init; } = true;
}
