using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integration.Persistence.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests;

/// <summary>The ingress alone, over real HTTP on a real database.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    public const string Key = "the-key-of-the-shop";
    public const string OldKey = "the-key-of-the-shop-before";

    private WebApplication _app = null!;

    public TestDatabase Database { get; } = new();

    public IdentityProvider Provider { get; } = new();

    public HttpClient Client { get; } = new();

    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public static string Sha256(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public async Task InitializeAsync()
    {
        await Database.CreateAsync();
        await Provider.StartAsync();
        _app = IngressService.Build(
        [
            "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={Database.ConnectionString}", "--Logging:LogLevel:Default=None", "--Webhooks:Stripe:SigningSecrets:0=whsec_of_the_test",
            "--Api:Keys:0:Name=shop", $"--Api:Keys:0:Sha256={Sha256(Key)}", "--Api:Keys:0:Scopes:0=payments:read", "--Api:Keys:0:Scopes:1=payments:write",
            "--Api:Keys:1:Name=shop", $"--Api:Keys:1:Sha256={Sha256(OldKey)}", "--Api:Keys:1:Scopes:0=payments:read", "--Api:Keys:1:Scopes:1=payments:write",
            "--Api:Keys:2:Name=looker", $"--Api:Keys:2:Sha256={Sha256("the-key-of-the-looker")}", "--Api:Keys:2:Scopes:0=payments:read",
            $"--Api:Jwt:Authority={Provider.Issuer}", "--Api:Jwt:Audience=integration", "--Api:MaxBodyBytes=32768", "--Ingress:RequestTimeoutSeconds=4", "--Ingress:KnownProxies:0=192.0.2.1",
        ], bus => bus.AddHttpContextAccessor());
        await IngressService.PrepareAsync(_app);
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Provider.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A good request for a payment; a test spoils it.</summary>
    public static HttpRequestMessage Payment(string body = Good)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/payments") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("X-Api-Key", Key);
        request.Headers.Add("Idempotency-Key", $"key-{Guid.NewGuid():N}");
        return request;
    }

    public const string Good = """{"customerId":"c","amountMinor":100,"currency":"EUR","card":{"paymentMethod":"pm_card_visa"}}""";

    /// <summary>The status and the problem's code; the answer never holds what it must not.</summary>
    public async Task<(int Status, string? Problem)> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldNotContain("   at ");       // no stack
        text.ShouldNotContain("Integration.");  // no names of types
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? ((string)JsonNode.Parse(text)!["type"]!).Split(':')[^1] : null);
    }

    /// <summary>Sends it, expects the refusal, that it is counted once, and that nothing is left of it in the database.</summary>
    public async Task RefusesAsync(HttpRequestMessage request, int status, string problem)
    {
        var before = await RowsAsync();
        using var counted = new Counted(Client.BaseAddress!);
        (await SendAsync(request)).ShouldBe((status, problem));
        counted.Take().ShouldBe([$"integration.api.refused {problem}"]);
        (await RowsAsync()).ShouldBe(before);
    }

    private async Task<(long Writes, long Messages)> RowsAsync() => (await Database.CountAsync("requests.writes"), await Database.CountAsync("messaging.outbox"));
}
