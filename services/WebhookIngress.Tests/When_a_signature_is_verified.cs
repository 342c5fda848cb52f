using Integration.WebhookIngress.Webhooks.Stripe;

namespace Integration.WebhookIngress.Tests;

public sealed class When_a_signature_is_verified
{
    private static readonly byte[] Body = """{"id":"evt_1"}"""u8.ToArray();
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void Should_accept_any_of_several_secrets_and_say_which() =>
        Verify(StripeSigner.Header("new", Body, Now), Body, Now).ShouldBe(1);

    [Fact]
    public void Should_accept_any_of_several_signatures() =>
        Verify($"t=1800000000,v1={new string('0', 64)},v1={StripeSigner.Signature("old", Body, Now)}", Body, Now).ShouldBe(0);

    [Theory]
    [InlineData(300, 0)]
    [InlineData(-300, 0)]
    [InlineData(301, -1)]
    [InlineData(-301, -1)]
    public void Should_hold_the_tolerance_in_both_directions(int seconds, int expected) =>
        Verify(StripeSigner.Header("old", Body, Now), Body, Now.AddSeconds(seconds)).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("t=1800000000")]
    [InlineData("v1=00")]
    [InlineData("t=x,v1=zz")]
    [InlineData("t=99999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public void Should_refuse_a_header_that_is_none(string header) => Verify(header, Body, Now).ShouldBe(-1);

    [Fact]
    public void Should_refuse_a_body_changed_by_one_byte()
    {
        var header = StripeSigner.Header("old", Body, Now);
        var changed = Body.ToArray();
        changed[3] ^= 1;
        Verify(header, changed, Now).ShouldBe(-1);
    }

    private static int Verify(string header, byte[] body, DateTimeOffset now) =>
        StripeSignature.Verify(header, body, ["old", "new"], now, TimeSpan.FromSeconds(300));
}
