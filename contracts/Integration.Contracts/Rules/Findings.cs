namespace Integration.Contracts.Rules;

/// <summary>Collects the rules that a message breaks, in words.</summary>
internal sealed class Findings
{
    private const int MaxUrl = 2048;

    /// <summary>PayPal's own limit of a token.</summary>
    private const int MaxToken = 255;

    /// <summary>As many signs of three bytes each, sealed and in base64: what was good as it came stays good once it is sealed.</summary>
    private const int MaxSealed = 1100;

    public List<Violation> Rules { get; } = [];

    public void Require(bool kept, string field, string rule)
    {
        if (!kept)
        {
            Rules.Add(new(field, rule));
        }
    }

    /// <summary>Judges a text; <paramref name="part"/> says what of the field it is, where it is not all of it: <c>a key</c>.</summary>
    public void Text(string field, string? value, int limit, bool required = false, string? part = null)
    {
        Require(!required || !string.IsNullOrWhiteSpace(value), field, Of(part, "is missing"));
        Require(value is null || value.Length <= limit, field, Of(part, $"is longer than {limit} characters"));
        Require(value is null || !value.Any(char.IsControl), field, Of(part, "has a control character"));
        Require(!CardNumber.Is(value), field, Of(part, "is a card number: send the gateway's token instead"));
    }

    /// <summary>Judges a token that charges somebody: as the gateway gave it, or sealed, which is longer.</summary>
    public void Token(string field, string? value) => Text(field, value, value?.StartsWith(PaymentRules.Sealed, StringComparison.Ordinal) == true ? MaxSealed : MaxToken);

    public void Address(string field, string? value)
    {
        Text(field, value, MaxUrl);
        Require(value is null || (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"), field, "has to be an absolute http(s) address");
    }

    private static string Of(string? part, string rule) => part is null ? rule : $"has {part} that {rule}";
}
