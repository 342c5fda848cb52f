using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

[Trait("Rule", "R2")]
public sealed class When_a_payment_is_named
{
    private static readonly Guid Payment = Guid.Parse("0190d1a0-0000-7000-8000-000000000001");

    [Fact]
    public void Should_give_the_same_key_for_every_repeat_of_a_step_and_another_for_each_attempt_and_step()
    {
        AttemptIdentity.Key(Attempt(1, epoch: 1), AttemptStep.Authorize).ShouldBe($"pay:{Payment:N}:stripe:1:authorize");
        AttemptIdentity.Key(Attempt(1, epoch: 9), AttemptStep.Authorize).ShouldBe(AttemptIdentity.Key(Attempt(1, epoch: 1), AttemptStep.Authorize));
        AttemptIdentity.Key(Attempt(2, epoch: 1), AttemptStep.Authorize).ShouldNotBe(AttemptIdentity.Key(Attempt(1, epoch: 1), AttemptStep.Authorize));
        AttemptIdentity.Key(Attempt(1, epoch: 1), AttemptStep.Capture).ShouldNotBe(AttemptIdentity.Key(Attempt(1, epoch: 1), AttemptStep.Authorize));
    }

    [Fact]
    public void Should_give_an_attempt_one_id_for_ever() =>
        new[] { AttemptIdentity.Of(Payment, "stripe", 1), AttemptIdentity.Of(Payment, "stripe", 2), AttemptIdentity.Of(Payment, "paypal", 1) }.Distinct().Count().ShouldBe(3);

    [Fact]
    public void Should_hash_equal_content_equally_whatever_the_order_of_metadata()
    {
        var one = Message(new() { ["a"] = "1", ["b"] = "2" });
        var two = Message(new() { ["b"] = "2", ["a"] = "1" });
        RequestHash.Of(one).ShouldBe(RequestHash.Of(two));
    }

    [Fact]
    public void Should_hash_every_field()
    {
        var message = Message([]);
        InitiatePayment[] others =
        [
            message with { PaymentId = Guid.NewGuid() }, message with { OrderId = "o" }, message with { CustomerId = "d" }, message with { AmountMinor = 2 },
            message with { Currency = "USD" }, message with { Description = "d" }, message with { Card = message.Card with { PaymentMethod = "pm_2" } },
            message with { Card = message.Card with { Customer = "cus" } }, message with { Card = message.Card with { ReturnUrl = "https://a.example" } },
            message with { Metadata = new Dictionary<string, string> { ["k"] = "v" } }, message with { PayPal = new() { VaultToken = "a" } },
            message with { PayPal = new() { ReturnUrl = "a" } }, message with { PayPal = new() { CancelUrl = "a" } },
        ];
        others.Length.ShouldBe(typeof(InitiatePayment).GetProperties().Length + typeof(CardMethod).GetProperties().Length + typeof(PayPalMethod).GetProperties().Length - 2);
        others.Append(message).Select(RequestHash.Of).Distinct().Count().ShouldBe(others.Length + 1);
    }

    /// <summary>A repeat of a known id is hashed before a rule can say that its card is missing.</summary>
    [Fact]
    public void Should_hash_a_message_that_breaks_the_rules() => RequestHash.Of(Message([]) with { Card = null! }).ShouldNotBe(RequestHash.Of(Message([])));

    private static AttemptRef Attempt(int number, int epoch) => new()
    {
        PaymentId = Payment, AttemptId = AttemptIdentity.Of(Payment, "stripe", number), Number = number, Gateway = "stripe", Epoch = epoch,
    };

    private static InitiatePayment Message(Dictionary<string, string> metadata) => new()
    {
        PaymentId = Payment, CustomerId = "c", AmountMinor = 1, Currency = "EUR", Card = new() { PaymentMethod = "pm_1" }, Metadata = metadata,
    };
}
