using System.ComponentModel.DataAnnotations;

namespace Integration.Sagas.Payments;

/// <summary>What may lead to PayPal, beside the caller's wish. PayPal's settings decide whether there is one at all.</summary>
public sealed class FallbackOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Fallback";

    private static readonly string[] Known = [FallbackPolicy.Declined, FallbackPolicy.RetriesExhausted, FallbackPolicy.Unreachable];

    /// <summary>False: a card payment that fails stays failed.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Which ends at the card gateway may be followed by PayPal: <c>declined</c>, <c>retries_exhausted</c>, <c>gateway_unreachable</c>. Empty: all.</summary>
    public List<string> After { get; set; } = [];

    /// <summary>The reasons in force.</summary>
    public IReadOnlyCollection<string> Reasons => !Enabled ? [] : After.Count > 0 ? After : Known;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unknown in After.Except(Known))
        {
            yield return new ValidationResult($"Gateways__Fallback__After has '{unknown}'; known are {string.Join(", ", Known)}.");
        }
    }
}
