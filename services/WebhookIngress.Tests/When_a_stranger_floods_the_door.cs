using System.Net;
using Integration.WebhookIngress.Http;

namespace Integration.WebhookIngress.Tests;

/// <summary>Who signs nothing uses up their own turn, never a sender's of another address. Both come through one proxy, as in production.</summary>
public sealed class When_a_stranger_floods_the_door : IngressSpec
{
    private const int Burst = 5;

    protected override IEnumerable<string> Settings => [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:Burst={Burst}", "--Webhooks:RequestsPerSecond=1", "--Ingress:KnownProxies:0=127.0.0.1"];

    [Fact]
    public async Task Should_refuse_the_flood_and_take_what_the_sender_signed_meanwhile()
    {
        var flood = await Task.WhenAll(Enumerable.Range(0, 10 * Burst).Select(async i =>
        {
            using var request = From("203.0.113.66", FromStripe(Event($"evt_{i}"), "whsec_of_somebody_else"));
            using var answer = await Client.SendAsync(request);
            return answer.StatusCode;
        }));
        flood.ShouldAllBe(status => status == HttpStatusCode.BadRequest || status == HttpStatusCode.TooManyRequests);
        flood.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(0, "nobody was flooded");

        for (var i = 0; i < Burst; i++)
        {
            (await SendAsync(From("198.51.100.1", FromStripe(Event($"evt_good_{i}"))))).ShouldBe(200);
        }

        (await Database.CountAsync("webhooks.received")).ShouldBe(Burst);
    }

    /// <summary>What is signed counts against its source, from however many addresses it comes.</summary>
    [Fact]
    public async Task Should_count_what_one_source_signed_together_wherever_it_comes_from()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6 * Burst).Select(async i =>
        {
            using var request = From($"198.51.100.{i + 1}", FromStripe(Event($"evt_spread_{i}")));
            using var answer = await Client.SendAsync(request);
            return (answer.StatusCode, Wait: answer.Headers.RetryAfter?.Delta);
        }));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK || (a.StatusCode == HttpStatusCode.TooManyRequests && a.Wait >= TimeSpan.FromSeconds(1)));
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(0);
        var taken = answers.Count(a => a.StatusCode == HttpStatusCode.OK);
        taken.ShouldBeGreaterThanOrEqualTo(Burst);
        (await Database.CountAsync("webhooks.received")).ShouldBe(taken);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    public void Should_count_all_addresses_of_one_IPv6_line_as_one(string address, string network) => RemoteNetwork.Of(IPAddress.Parse(address)).ShouldBe(network);

    internal static HttpRequestMessage From(string address, HttpRequestMessage request)
    {
        request.Headers.Add("X-Forwarded-For", address);
        return request;
    }

    private static string Event(string id) => $$$$"""{"id":"{{{{id}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_1","object":"payment_intent"}}}""";
}
