using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Payments;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>SAFETY F4, F5, R7: what policy says once the proof is there.</summary>
[Trait("Rule", "R7")]
[Trait("Rule", "F4")]
public sealed class When_a_payment_may_fall_back
{
    private static readonly string[] Reasons = [FallbackPolicy.Declined, FallbackPolicy.RetriesExhausted, FallbackPolicy.Unreachable];

    [Fact]
    public void Should_go_to_PayPal_with_a_token_or_a_payer_to_send_there()
    {
        foreach (var reason in Reasons)
        {
            Policy().Allows(Payment(), reason).ShouldBeTrue();
            Policy().Allows(Payment(p => (p.PayPalToken, p.PayPalReturnUrl) = (null, "https://shop.example/back")), reason).ShouldBeTrue();
        }
    }

    public static TheoryData<string, Action<PaymentState>> Against() => new()
    {
        { "the caller named no way to pay there", p => p.PayPalToken = null },
        { "the caller wants it canceled", p => p.CancelRequested = true },
        { "it fell back before", p => p.FallbackProof = "proof" },
        { "it is there already", p => p.Gateway = "paypal" },
        { "money moved", p => p.CapturedMinor = 1 },
        { "PayPal cannot express the currency", p => p.Currency = "KWD" },
    };

    [Theory]
    [MemberData(nameof(Against))]
    public void Should_stay_when_anything_speaks_against_it(string why, Action<PaymentState> change) => Policy().Allows(Payment(change), FallbackPolicy.Declined).ShouldBeFalse(why);

    [Fact]
    public void Should_stay_when_configuration_says_so()
    {
        Policy(new() { Enabled = false }).Allows(Payment(), FallbackPolicy.Declined).ShouldBeFalse();
        Policy(new() { After = [FallbackPolicy.Unreachable] }).Allows(Payment(), FallbackPolicy.Declined).ShouldBeFalse();
        Policy(new() { After = [FallbackPolicy.Unreachable] }).Allows(Payment(), FallbackPolicy.Unreachable).ShouldBeTrue();
        new FallbackPolicy(new(), null, new Health(), "stripe").Allows(Payment(), FallbackPolicy.Declined).ShouldBeFalse("there is no second gateway");
    }

    [Fact]
    public void Should_refuse_a_reason_it_does_not_know() =>
        new FallbackOptions { After = ["hunch"] }.Validate(new ValidationContext(new object())).ShouldHaveSingleItem().ErrorMessage.ShouldStartWith("Gateways__Fallback__After has 'hunch'");

    [Fact]
    public void Should_begin_at_PayPal_only_while_the_cards_are_down_and_PayPal_is_not()
    {
        Policy().BeginsThere(Message).ShouldBeFalse();
        Policy(down: "stripe").BeginsThere(Message).ShouldBeTrue();
        Policy(down: "stripe").BeginsThere(Message with { PayPal = null }).ShouldBeFalse("the caller does not allow it");
        Policy(down: "stripe").BeginsThere(Message with { Currency = "KWD" }).ShouldBeFalse("it cannot be expressed there");
        new FallbackPolicy(new(), new NoDinars(), new Health("stripe", "paypal"), "stripe").BeginsThere(Message).ShouldBeFalse("both are down");
    }

    private static FallbackPolicy Policy(FallbackOptions? options = null, string? down = null) => new(options ?? new(), new NoDinars(), down is null ? new Health() : new Health(down), "stripe");

    private static PaymentState Payment(Action<PaymentState>? change = null)
    {
        var payment = new PaymentState { Gateway = "stripe", Currency = "EUR", AmountMinor = 1999, PayPalToken = "token" };
        change?.Invoke(payment);
        return payment;
    }

    private static readonly InitiatePayment Message = new()
    {
        PaymentId = Guid.NewGuid(), CustomerId = "c", AmountMinor = 1999, Currency = "EUR", Card = new() { PaymentMethod = "pm_1" }, PayPal = new() { VaultToken = "token" },
    };

    private sealed class Health(params string[] down) : IGatewayHealth
    {
        public bool IsOpen(string gateway) => down.Contains(gateway);
    }

    private sealed class NoDinars : IGatewayCurrencies
    {
        public string Gateway => "paypal";

        public string? Refuse(string currency, long amountMinor) => currency == "KWD" ? "PayPal does not know KWD" : null;
    }
}
