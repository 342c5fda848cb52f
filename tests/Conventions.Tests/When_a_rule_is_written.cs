using System.Text.RegularExpressions;

namespace Integration.Conventions;

/// <summary>docs/safety.md: no rule without a test that bears its name, and no name without a rule.</summary>
public sealed partial class When_a_rule_is_written
{
    [Fact]
    public void Should_have_a_test_named_after_it()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "safety.md"));
        var invariants = text[text.IndexOf("## Invariants", StringComparison.Ordinal)..text.IndexOf("## Where each rule stands", StringComparison.Ordinal)];
        var rules = Rule().Matches(text).Select(m => m.Groups["name"].Value).Concat(Invariant().Matches(invariants).Select(m => $"invariant {m.Groups["number"].Value}")).ToList();
        rules.Count.ShouldBeGreaterThan(25);

        Repository.SourceFiles("sagas", "services", "tests").SelectMany(file => Name().Matches(File.ReadAllText(file))).Select(m => m.Groups["name"].Value).Distinct()
            .ShouldBe(rules, ignoreOrder: true);
    }

    [GeneratedRegex(@"^- \*\*(?<name>[RFU]\d)\b", RegexOptions.Multiline)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?<number>\d)\. ", RegexOptions.Multiline)]
    private static partial Regex Invariant();

    [GeneratedRegex(@"\[Trait\(""Rule"", ""(?<name>[^""]+)""\)\]")]
    private static partial Regex Name();
}
