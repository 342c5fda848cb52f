namespace Integration.Contracts.Rules;

/// <summary>Collects the rules that a message breaks, in words.</summary>
internal sealed class Findings
{
    private const int MaxUrl = 2048;

    public List<string> Rules { get; } = [];

    public void Require(bool kept, string rule)
    {
        if (!kept)
        {
            Rules.Add(rule);
        }
    }

    public void Text(string field, string? value, int limit, bool required = false)
    {
        Require(!required || !string.IsNullOrWhiteSpace(value), $"{field} is missing");
        Require(value is null || value.Length <= limit, $"{field} is longer than {limit} characters");
        Require(value is null || !value.Any(char.IsControl), $"{field} has a control character");
        Require(!CardNumber.Is(value), $"{field} is a card number: send the gateway's token instead");
    }

    public void Address(string field, string? value)
    {
        Text(field, value, MaxUrl);
        Require(value is null || (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"), $"{field} has to be an absolute http(s) address");
    }
}
