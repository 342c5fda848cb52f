using System.Net;
using System.Text;
using Integration.Persistence.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests;

public sealed class When_a_Stripe_webhook_arrives : IAsyncLifetime
{
    private const string Event = """{"id":"evt_1","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_1","object":"payment_intent"}}}""";

    private readonly TestDatabase _database = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        _app = IngressService.Build(
        [
            "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={_database.ConnectionString}",
            "--Webhooks:Stripe:SigningSecrets:0=whsec_test", "--Webhooks:MaxBodyBytes=4096", "--Logging:LogLevel:Default=Warning",
        ]);
        await IngressService.PrepareAsync(_app);
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_store_it_once_however_often_it_comes()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(Event, "whsec_test")));

        answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        (await _database.CountAsync($"ops.webhooks where event_id = 'evt_1' and verified_by = '{VerifiedBy.Secret(0, "whsec_test")}'")).ShouldBe(1);
    }

    /// <summary>Webhooks that come together are committed together; one that is known touches no other.</summary>
    [Fact]
    public async Task Should_store_a_crowd_beside_one_that_is_known()
    {
        (await PostAsync(Event, "whsec_test")).ShouldBe(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => PostAsync(i % 8 == 0 ? Event : Event.Replace("evt_1", $"evt_crowd_{i}", StringComparison.Ordinal), "whsec_test")));

        answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        (await _database.CountAsync("ops.webhooks where event_id like 'evt_crowd_%'")).ShouldBe(70);
        (await _database.CountAsync("ops.webhooks where event_id = 'evt_1'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_and_keep_nothing_when_the_signature_is_wrong()
    {
        (await PostAsync(Event, "whsec_other")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("not even json", "whsec_test")).ShouldBe(HttpStatusCode.BadRequest);
        (await _database.CountAsync("webhooks.received")).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"id":"evt_v2","type":"v2.core.event","created":"2026-11-24T10:00:00.000Z","object":"v2.core.event"}""")]
    [InlineData("""{"id":"evt_nul","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_\u0000","object":"payment_intent"}}}""")]
    public async Task Should_keep_an_event_whose_object_it_cannot_name(string body)
    {
        (await PostAsync(body, "whsec_test")).ShouldBe(HttpStatusCode.OK);
        (await _database.CountAsync("ops.webhooks where outcome = 'kept' and object_reference is null")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_a_body_over_the_limit() =>
        (await PostAsync(new string('x', 5000), "whsec_test")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task Should_answer_that_it_is_ready()
    {
        (await _client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> PostAsync(string body, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Stripe-Signature", StripeSigner.Header(secret, bytes, TimeProvider.System.GetUtcNow()));
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }
}
