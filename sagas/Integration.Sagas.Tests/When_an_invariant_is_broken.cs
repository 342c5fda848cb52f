using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>SAFETY, invariants 1 to 3, as the running system asserts them.</summary>
[Trait("Rule", "F7")]
[Trait("Rule", "invariant 1")]
[Trait("Rule", "invariant 2")]
[Trait("Rule", "invariant 3")]
public sealed class When_an_invariant_is_broken
{
    public static TheoryData<string, Action<PaymentState>> Sound() => new()
    {
        { "nothing was captured", p => (p.CurrentState, p.CapturedMinor) = ("Capturing", 0) },
        { "captured", _ => { } },
        { "refunded in part, the rest on its way", p => (p.RefundReservedMinor, p.RefundedMinor) = (999, 1000) },
        { "captured at PayPal with proof", p => (p.Gateway, p.FallbackProof) = ("paypal", "stripe says canceled") },
        { "waits at PayPal", p => (p.CurrentState, p.Gateway, p.CapturedMinor) = ("Capturing", "paypal", 0) },
    };

    public static TheoryData<int, Action<PaymentState>> Broken() => new()
    {
        { 1, p => p.CapturedMinor = 2000 },
        { 1, p => p.CapturedMinor = 0 },
        { 2, p => (p.RefundReservedMinor, p.RefundedMinor) = (1000, 1000) },
        { 3, p => p.Gateway = "paypal" },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Should_say_nothing_while_all_hold(string why, Action<PaymentState> change) => Of(change).ShouldBeNull(why);

    [Theory]
    [MemberData(nameof(Broken))]
    public void Should_say_which_and_how(int invariant, Action<PaymentState> change) => Of(change).ShouldNotBeNull().ShouldStartWith($"invariant {invariant} is broken: ");

    private static string? Of(Action<PaymentState> change)
    {
        var payment = new PaymentState { CurrentState = "Confirmed", Gateway = "stripe", Currency = "EUR", AmountMinor = 1999, CapturedMinor = 1999 };
        change(payment);
        return PaymentInvariants.Broken(payment, "stripe");
    }
}
