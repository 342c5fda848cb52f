using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Webhooks;

/// <summary>The endpoints of the gateways.</summary>
public sealed class WebhooksOptions
{
    /// <summary>Stripe's events.</summary>
    [ValidateObjectMembers] public StripeEndpointOptions Stripe { get; set; } = new();

    /// <summary>PayPal's events.</summary>
    [ValidateObjectMembers] public PayPalEndpointOptions PayPal { get; set; } = new();
}

/// <summary>Where Stripe's events go.</summary>
public sealed class StripeEndpointOptions() : WebhookEndpointOptions("Stripe")
{
    /// <summary>Signs the events; required with an address.</summary>
    public string? Secret { get; set; }

    /// <inheritdoc />
    protected override string? Missing => string.IsNullOrEmpty(Secret) ? nameof(Secret) : null;
}

/// <summary>Where PayPal's events go.</summary>
public sealed class PayPalEndpointOptions() : WebhookEndpointOptions("PayPal")
{
    /// <summary>The endpoint's id, which is part of what is signed; required with an address.</summary>
    public string? WebhookId { get; set; }

    /// <inheritdoc />
    protected override string? Missing => string.IsNullOrEmpty(WebhookId) ? nameof(WebhookId) : null;
}

/// <summary>One endpoint and how it is reached.</summary>
/// <param name="gateway">Whose it is, as its settings are named.</param>
public abstract class WebhookEndpointOptions(string gateway) : IValidatableObject
{
    /// <summary>Where events are posted; absent: no events are made.</summary>
    public string? Url { get; set; }

    /// <summary>The event types sent; empty means all.</summary>
    public List<string> Events { get; } = [];

    /// <summary>Pauses between tries; after the last one the same pause again, until <see cref="MaxAttempts"/>. Stripe's own are minutes to hours.</summary>
    public List<int> RetryScheduleMilliseconds { get; } = [];

    /// <summary>After as many tries an event is given up, and the log says so.</summary>
    [Range(1, 100_000)] public int MaxAttempts { get; set; } = 200;

    /// <summary>Deliveries under way at once.</summary>
    [Range(1, 1_000)] public int Concurrency { get; set; } = 16;

    /// <summary>Events that wait for delivery; beyond it, calls that would add one are answered with 503.</summary>
    [Range(1, 10_000_000)] public int MaxPending { get; set; } = 200_000;

    /// <summary>How long the endpoint may take to answer.</summary>
    [Range(1, 600_000)] public int TimeoutMilliseconds { get; set; } = 10_000;

    /// <summary>How long the fault <c>webhook_reordered</c> holds an event when no later one overtakes it.</summary>
    [Range(1, 600_000)] public int ReorderMilliseconds { get; set; } = 1_000;

    /// <summary>The setting without which events cannot be signed.</summary>
    protected abstract string? Missing { get; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Url))
        {
            yield break;
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            yield return new ValidationResult($"Sandbox__Webhooks__{gateway}__Url has to be an http or https address.");
        }

        if (Missing is { } missing)
        {
            yield return new ValidationResult($"Sandbox__Webhooks__{gateway}__{missing} is required with an Url: an unsigned event is none.");
        }

        if (RetryScheduleMilliseconds.Exists(pause => pause < 0))
        {
            yield return new ValidationResult($"Sandbox__Webhooks__{gateway}__RetryScheduleMilliseconds may not be negative.");
        }
    }

    internal bool Sends(string type) => !string.IsNullOrEmpty(Url) && (Events.Count == 0 || Events.Contains(type));

    internal TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(RetryScheduleMilliseconds.Count > 0
        ? RetryScheduleMilliseconds[Math.Min(attempt, RetryScheduleMilliseconds.Count) - 1]
        : Math.Min(10_000, 100 * (1 << Math.Min(attempt - 1, 7))));
}
