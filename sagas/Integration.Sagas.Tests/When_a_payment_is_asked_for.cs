using Integration.Contracts.Payments;
using Integration.Contracts.Rules;

namespace Integration.Sagas.Tests;

public sealed class When_a_payment_is_asked_for
{
    private static readonly InitiatePayment Good = new()
    {
        PaymentId = Guid.NewGuid(), OrderId = "order 1", CustomerId = "customer 1", AmountMinor = 1999, Currency = "EUR", Description = "a book",
        Card = new() { PaymentMethod = "pm_card_visa", ReturnUrl = "https://shop.example/back" }, Metadata = new Dictionary<string, string> { ["cart"] = "7" },
    };

    public static TheoryData<string, InitiatePayment> Broken() => new()
    {
        { "paymentId is missing", Good with { PaymentId = Guid.Empty } },
        { "amountMinor has to be greater than zero", Good with { AmountMinor = 0 } },
        { "amountMinor has to be greater than zero", Good with { AmountMinor = -1 } },
        { "currency has to be three capital letters (ISO 4217)", Good with { Currency = "eur" } },
        { "customerId is missing", Good with { CustomerId = " " } },
        { "orderId is longer than 128 characters", Good with { OrderId = new string('x', 129) } },
        { "description has a control character", Good with { Description = "a\u0007b" } },
        { "card.paymentMethod is missing", Good with { Card = null! } },
        { "card.returnUrl has to be an absolute http(s) address", Good with { Card = Good.Card with { ReturnUrl = "javascript:alert(1)" } } },
        { "orderId is a card number: send the gateway's token instead", Good with { OrderId = "4242 4242 4242 4242" } },
        { "card.paymentMethod is a card number: send the gateway's token instead", Good with { Card = Good.Card with { PaymentMethod = "5555555555554444" } } },
        { "metadata has a value that is a card number: send the gateway's token instead", Good with { Metadata = new Dictionary<string, string> { ["note"] = "378282246310005" } } },
        { "metadata has a key that is longer than 40 characters", Good with { Metadata = new Dictionary<string, string> { [new string('k', 41)] = "v" } } },
        { "metadata has more than 20 entries", Good with { Metadata = Enumerable.Range(0, 21).ToDictionary(i => $"k{i}", _ => "v") } },
    };

    [Fact]
    public void Should_accept_a_good_one() => PaymentRules.Violations(Good).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Broken))]
    public void Should_name_what_is_wrong(string rule, InitiatePayment message) => PaymentRules.Violations(message).Select(violation => violation.ToString()).ShouldBe([rule]);

    [Theory]
    [InlineData("4242424242424242", true)]
    [InlineData("4242-4242-4242-4242", true)]
    [InlineData("4242424242424241", false)]         // check digit
    [InlineData("1234567890123452", false)]         // no issuer
    [InlineData("order 4242424242424242", false)]   // not the whole value
    [InlineData("6011000990139424", true)]
    [InlineData("30569309025904", true)]
    [InlineData("1800000000000", false)]            // a time in milliseconds
    [InlineData("", false)]
    public void Should_know_a_card_number(string value, bool expected) => CardNumber.Is(value).ShouldBe(expected);

    [Fact]
    public void Should_mask_card_numbers_inside_a_text_that_is_kept() =>
        CardNumber.Redact("""{"orderId":"4242 4242 4242 4242","amountMinor":4242,"id":"x4242424242424242"}""")
            .ShouldBe("""{"orderId":"*******************","amountMinor":4242,"id":"x4242424242424242"}""");
}
