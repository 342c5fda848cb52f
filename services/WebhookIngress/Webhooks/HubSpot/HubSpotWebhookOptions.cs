using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Webhooks.HubSpot;

/// <summary>HubSpot's app; without a secret its address answers 404.</summary>
public sealed class HubSpotWebhookOptions : IValidatableObject
{
    /// <summary>The client secrets of the app; several at once while they are rotated, any may match.</summary>
    public IList<string> ClientSecrets { get; init; } = [];

    /// <summary>The address that HubSpot was told to call, as it stands there: it is part of what HubSpot signs. Without it the request's own address counts, which is
    /// right only where no proxy rewrites it.</summary>
    public string? Url { get; set; }

    /// <summary>Events of one request at most. HubSpot sends up to 100.</summary>
    [Range(1, 10_000)] public int MaxEvents { get; set; } = 100;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")))
        {
            yield return new ValidationResult("Webhooks__HubSpot__Url has to be the absolute address that HubSpot calls.");
        }

        foreach (var i in Enumerable.Range(0, ClientSecrets.Count).Where(i => string.IsNullOrWhiteSpace(ClientSecrets[i]) || ClientSecrets[i].Trim().Length < 8))
        {
            yield return new ValidationResult($"Webhooks__HubSpot__ClientSecrets__{i} is too short to be the app's client secret.");
        }
    }
}
