namespace Integration.Contracts.Rules;

/// <summary>A rule that a message breaks.</summary>
/// <param name="Field">Where, as the field is written in JSON, for example <c>card.paymentMethod</c>.</param>
/// <param name="Rule">Which, in words that follow the field's name, for example <c>is missing</c>. Never holds the field's value.</param>
public sealed record Violation(string Field, string Rule)
{
    /// <summary>The sentence: field and rule.</summary>
    public override string ToString() => $"{Field} {Rule}";
}
