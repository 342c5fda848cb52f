namespace Integration.WebhookIngress.Tests;

/// <summary>Where HTTPS is demanded, a key that came without it is refused, however the path is written: routes do not mind capital letters.</summary>
public sealed class When_an_API_call_comes_in_the_clear : IngressSpec
{
    private const string Key = "the-key-of-the-shop";

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", "--Ingress:RequireHttps=true", "--Ingress:KnownProxies:0=127.0.0.1",
        "--Api:Keys:0:Name=shop", $"--Api:Keys:0:Sha256={ApiHost.Sha256(Key)}", "--Api:Keys:0:Scopes:0=payments:read",
    ];

    [Theory]
    [InlineData("/v1/payments/00000000-0000-0000-0000-000000000001", "http", 403)]
    [InlineData("/V1/payments/00000000-0000-0000-0000-000000000001", "http", 403)]
    [InlineData("/V1/Payments/00000000-0000-0000-0000-000000000001", "https", 404)]
    [InlineData("/v1/payments/00000000-0000-0000-0000-000000000001", "https", 404)]
    public async Task Should_be_refused_before_anything_is_done(string path, string scheme, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Api-Key", Key }, { "X-Forwarded-For", "203.0.113.7" }, { "X-Forwarded-Proto", scheme } } };
        (await SendAsync(request)).ShouldBe(status);
    }

    /// <summary>Whoever came over HTTPS once never comes without it again; a proxy ends TLS, so its word counts. What came in the clear is told nothing that somebody between could have written.</summary>
    [Theory]
    [InlineData("https", "max-age=31536000")]
    [InlineData("http", null)]
    public async Task Should_tell_a_browser_to_stay_with_HTTPS_where_the_proxy_says_it_was_used(string scheme, string? told)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "X-Forwarded-For", "203.0.113.7" }, { "X-Forwarded-Proto", scheme } } };
        request.Headers.Host = "pay.example.com";
        using var answer = await Client.SendAsync(request);
        (answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null).ShouldBe(told);
    }
}
