using System.Text;
using Integration.WebhookIngress.Webhooks.StandardWebhooks;

namespace Integration.WebhookIngress.Tests.StandardWebhooks;

/// <summary>The example of the specification, which its libraries test as well.</summary>
public sealed class When_a_standard_signature_is_verified
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Wrong = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void Should_accept_the_example_of_the_specification() => Verify().ShouldBe(0);

    [Theory]
    [InlineData($"{Wrong} {Signature}")]
    [InlineData($"v1a,ed25519 v2,{Wrong} {Wrong} {Signature}")]
    [InlineData($"  {Signature}  {Wrong}")]
    public void Should_accept_any_of_several_signatures(string signatures) => Verify(signatures: signatures).ShouldBe(0);

    [Fact]
    public void Should_accept_a_secret_with_and_without_its_prefix_and_say_which()
    {
        Verify(secrets: [Other, Secret]).ShouldBe(1);
        Verify(secrets: [Secret["whsec_".Length..]]).ShouldBe(0);
        Verify(secrets: [Other]).ShouldBe(-1);
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(-300, 0)]
    [InlineData(301, -1)]
    [InlineData(-301, -1)]
    public void Should_hold_the_tolerance_in_both_directions(int seconds, int expected) => Verify(now: Now.AddSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void Should_refuse_what_differs_in_one_part()
    {
        Verify(id: Id + "x").ShouldBe(-1);
        Verify(timestamp: "1614265331").ShouldBe(-1);
        Verify(body: Body + " ").ShouldBe(-1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE")]
    [InlineData("v1,********************************************")]
    public void Should_refuse_a_signature_that_is_none(string signatures) => Verify(signatures: signatures).ShouldBe(-1);

    [Theory]
    [InlineData("", "1614265330")]
    [InlineData(Id, "")]
    [InlineData(Id, "-1614265330")]
    [InlineData(Id, "99999999999999999999")]
    public void Should_refuse_an_id_or_a_time_that_is_none(string id, string timestamp) => Verify(id: id, timestamp: timestamp).ShouldBe(-1);

    private static int Verify(string id = Id, string timestamp = "1614265330", string signatures = Signature, string body = Body, string[]? secrets = null, DateTimeOffset? now = null) =>
        StandardSignature.Verify(id, timestamp, signatures, Encoding.UTF8.GetBytes(body), secrets ?? [Secret], now ?? Now, TimeSpan.FromMinutes(5));
}
