using System.Text;
using Integration.WebhookIngress.Webhooks.HubSpot;

namespace Integration.WebhookIngress.Tests.HubSpot;

/// <summary>The two long signatures were made with HubSpot's own client for Node (@hubspot/api-client 14.0.1, <c>Signature.getSignature</c>).</summary>
public sealed class When_a_HubSpot_signature_is_verified
{
    private const string Secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private const string Address = "https://example.com/webhooks/hubspot";
    private const string Body = """[{"eventId":1,"objectId":7}]""";
    private const string Signature = "DWiH88+0sPXBmb6AWLOzEzL+IlYgdsVResZPelquMGE=";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    [Fact]
    public void Should_accept_what_HubSpots_own_library_signs() => Verify().ShouldBe(0);

    [Theory]
    [InlineData("%3A", "%2F", "%3F", "%40", "%21", "%24", "%27", "%28", "%29", "%2A", "%2C", "%3B")]
    [InlineData("%3a", "%2f", "%3f", "%40", "%21", "%24", "%27", "%28", "%29", "%2a", "%2c", "%3b")]
    [InlineData(":", "/", "?", "@", "!", "$", "'", "(", ")", "*", ",", ";")]
    public void Should_decode_these_signs_of_the_address_and_no_other(params string[] s) =>
        Verify(address: $"{Address}?a=b{s[0]}c{s[1]}d{s[2]}e{s[3]}f{s[4]}g{s[5]}h{s[6]}i{s[7]}j{s[8]}k{s[9]}l{s[10]}m{s[11]}n&o=%20p", signature: "EgbB7P7U1f25LpGJLYhcb1XbXAMo4f2x75vmBUmoHTU=").ShouldBe(0);

    [Fact]
    public void Should_say_which_of_several_secrets_signed() => Verify(secrets: ["xxxxxxxx-the-new-one", Secret]).ShouldBe(1);

    [Theory]
    [InlineData(300_000, 0)]
    [InlineData(-300_000, 0)]
    [InlineData(300_001, -1)]
    [InlineData(-300_001, -1)]
    public void Should_hold_five_minutes_in_both_directions(int milliseconds, int expected) => Verify(now: Now.AddMilliseconds(milliseconds)).ShouldBe(expected);

    [Fact]
    public void Should_refuse_what_differs_in_one_part()
    {
        Verify(address: "https://example.org/webhooks/hubspot").ShouldBe(-1);
        Verify(address: "http://example.com/webhooks/hubspot").ShouldBe(-1);
        Verify(method: "PUT").ShouldBe(-1);
        Verify(body: Body.Replace('7', '8')).ShouldBe(-1);
        Verify(timestamp: "1800000000001").ShouldBe(-1);
        Verify(secrets: ["another-secret"]).ShouldBe(-1);
        Verify(secrets: []).ShouldBe(-1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DWiH88+0sPXBmb6AWLOzEzL+IlYgdsVResZPelquMGE")]
    [InlineData("********************************************")]
    [InlineData("DWiH88+0sPXBmb6AWLOzEzL+IlYgdsVResZPelquMGE=,DWiH88+0sPXBmb6AWLOzEzL+IlYgdsVResZPelquMGE=")]
    public void Should_refuse_a_signature_that_is_none(string signature) => Verify(signature: signature).ShouldBe(-1);

    [Theory]
    [InlineData("")]
    [InlineData("-1800000000000")]
    [InlineData("1800000000")]
    [InlineData("9999999999999999999")]
    [InlineData("253402300800000")]
    public void Should_refuse_a_time_that_is_none(string timestamp) => Verify(timestamp: timestamp).ShouldBe(-1);

    private static int Verify(
        string signature = Signature, string timestamp = "1800000000000", string method = "POST", string address = Address, string body = Body, string[]? secrets = null, DateTimeOffset? now = null) =>
        HubSpotSignature.Verify(signature, timestamp, method, address, Encoding.UTF8.GetBytes(body), secrets ?? [Secret], now ?? Now, TimeSpan.FromMinutes(5));
}
