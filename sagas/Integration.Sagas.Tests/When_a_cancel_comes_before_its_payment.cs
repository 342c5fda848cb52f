using Integration.Contracts.Payments;

namespace Integration.Sagas.Tests;

/// <summary>A cancel can overtake the command that begins its payment, and waits for it; one that breaks a rule does not, because what waits is written down (SAFETY invariant 8).</summary>
public sealed class When_a_cancel_comes_before_its_payment
{
    [Fact]
    public async Task Should_write_down_no_card_number()
    {
        await using var run = await PaymentRun.AcceptedAsync();
        (await run.RefusalAsync(new CancelPayment { PaymentId = Guid.NewGuid(), Reason = "4242424242424242" })).ShouldStartWith("The cancel is refused: reason");
        run.HasSent<CancelPayment>().ShouldBeFalse();
    }
}
