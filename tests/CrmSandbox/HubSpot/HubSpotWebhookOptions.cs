using System.ComponentModel.DataAnnotations;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>The app's webhook subscription. Without an address no events are made.</summary>
public sealed class HubSpotWebhookOptions : IValidatableObject
{
    /// <summary>Where events are posted.</summary>
    public string? Url { get; set; }

    /// <summary>The address that is signed, when a proxy stands between; absent: <see cref="Url"/>.</summary>
    public string? SignedUrl { get; set; }

    /// <summary>The app's client secret, which signs; required with an address.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Whether what the app itself wrote rings too, as HubSpot's does (<c>changeSource</c> is <c>INTEGRATION</c> then). Without it only changes by people ring.</summary>
    public bool OwnWrites { get; set; }

    /// <summary>Events in one request at most.</summary>
    [Range(1, 1_000)] public int MaxBatch { get; set; } = 100;

    /// <summary>Events that wait for delivery; beyond it, calls that would add some are answered with 503.</summary>
    [Range(1, 10_000_000)] public int MaxPending { get; set; } = 200_000;

    /// <summary>Events kept for <c>POST /sandbox/webhooks/redeliver</c>; the oldest make room.</summary>
    [Range(0, 1_000_000)] public int MaxKept { get; set; } = 10_000;

    /// <summary>How long the receiver may take. HubSpot's is five seconds.</summary>
    [Range(1, 600_000)] public int TimeoutMilliseconds { get; set; } = 5_000;

    /// <summary>Pauses between tries; after the last one the same again. HubSpot spreads ten tries over a day.</summary>
    public IList<int> RetryScheduleMilliseconds { get; init; } = [];

    /// <summary>After as many tries an event is given up, and the log says so.</summary>
    [Range(1, 100_000)] public int MaxAttempts { get; set; } = 11;

    /// <summary>The pause after this many tries.</summary>
    internal TimeSpan Pause(int attempts) =>
        TimeSpan.FromMilliseconds(RetryScheduleMilliseconds.Count == 0 ? 1_000 : RetryScheduleMilliseconds[Math.Min(attempts, RetryScheduleMilliseconds.Count) - 1]);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Url))
        {
            yield break;
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return new ValidationResult("CrmSandbox__HubSpot__Webhooks__Url has to be an http or https address.");
        }

        if (string.IsNullOrEmpty(ClientSecret))
        {
            yield return new ValidationResult("CrmSandbox__HubSpot__Webhooks__ClientSecret is required with an address.");
        }

        if (RetryScheduleMilliseconds.Any(pause => pause is < 1 or > 86_400_000))
        {
            yield return new ValidationResult("CrmSandbox__HubSpot__Webhooks__RetryScheduleMilliseconds are 1 … 86400000.");
        }
    }
}
