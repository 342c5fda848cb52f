using Integration.CrmSync.Providers.Calls;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>Its words are stored and shown, so nothing of a person may be in them.</summary>
public sealed class When_a_CRM_explains_itself
{
    private static readonly HashSet<string> Names = ["amount", "dealstage", "Subject"];

    [Theory]
    [InlineData("Property \"amount\" does not exist", "Property \"amount\" does not exist")]
    [InlineData("Ada Lovelace was not one of the allowed options: [a, b]", "… was not one of the allowed options: [a, b]")]
    [InlineData("ada lovelace was not one", "… was not one")]
    [InlineData("Subject: data value too large: Ada Lovelace (max length=3)", "Subject: data value too large: … (max length=3)")]
    [InlineData("too long: Ada Lovela...", "too long: ......")]
    [InlineData("19.99 was not a valid number, 119.99 is", "… was not a valid number, 119.99 is")]
    [InlineData("Contact ada@example.com exists, see https://app.example.com/contacts/7?x=1", "Contact … exists, see …")]
    [InlineData("The value 'of somebody else' is taken", "The value … is taken")]
    [InlineData("It isn't so; don't repeat", "It isn't so; don't repeat")]
    [InlineData("one\r\nforged line", "one forged line")]
    public void Should_lose_what_we_sent_and_what_it_quotes(string words, string safe) =>
        SafeWords.Of(words, ["Ada Lovelace", "19.99", "amount", null, "", " "], Names).ShouldBe(safe.Replace("......", "…...", StringComparison.Ordinal));

    [Fact]
    public void Should_end_at_its_longest() => SafeWords.Of(new string('w', 5000), [], Names).Length.ShouldBe(SafeWords.MaxLength);

    [Fact]
    public void Should_not_take_a_short_value_for_a_part_of_a_word() => SafeWords.Of("a bad allowance: all", ["all", "a"], Names).ShouldBe("… bad allowance: …");
}
