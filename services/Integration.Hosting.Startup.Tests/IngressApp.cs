using System.Text;
using Integration.Persistence.Tests;
using Integration.WebhookIngress;
using Integration.WebhookIngress.Tests;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Hosting.Startup.Tests;

/// <summary>The ingress in this process, with a database of its own.</summary>
public sealed class IngressApp : IAsyncDisposable
{
    public const string Secret = "whsec_secret_of_the_test";

    private readonly WebApplication _app;

    private IngressApp(WebApplication app)
    {
        _app = app;
        Client.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public HttpClient Client { get; } = new();

    public static async Task<IngressApp> StartAsync(TestDatabase database, Action<IBusRegistrationConfigurator>? consumers = null, params string[] settings)
    {
        var app = IngressService.Build(
            [
                "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={database.ConnectionString}",
                $"--Webhooks:Stripe:SigningSecrets:0={Secret}", "--Logging:LogLevel:Default=Error", .. settings,
            ],
            consumers);
        await IngressService.PrepareAsync(app);
        await app.StartAsync();
        return new(app);
    }

    public static string Event(string id, string mark = "") =>
        $$$$"""{"id":"{{{{id}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_{{{{id}}}}","object":"payment_intent","mark":"{{{{mark}}}}"}}}""";

    public static HttpRequestMessage Webhook(Uri address, string body, string secret = Secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/webhooks/stripe")) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Stripe-Signature", StripeSigner.Header(secret, bytes, TimeProvider.System.GetUtcNow()));
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
