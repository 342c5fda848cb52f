using Integration.Contracts.Rules;

namespace Integration.WebhookIngress.Api;

/// <summary>The one rule for texts that are kept or looked for: on one line, without control characters, no card number.</summary>
internal static class PlainText
{
    private const int MaxLength = 500;

    public static bool Is(string text) => !text.Any(char.IsControl) && !CardNumber.Is(text) && CardNumber.Redact(text) == text;

    /// <summary>Notes each text that breaks it; an absent one does not.</summary>
    public static void Judge(List<Violation> wrong, params ReadOnlySpan<(string Field, string? Text)> texts)
    {
        foreach (var (field, text) in texts)
        {
            Require(wrong, text is null || (text.Length <= MaxLength && Is(text)), field, $"has to have at most {MaxLength} characters, no control character and no card number");
        }
    }

    public static void Require(List<Violation> wrong, bool kept, string field, string rule)
    {
        if (!kept)
        {
            wrong.Add(new(field, rule));
        }
    }
}
