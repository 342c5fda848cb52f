using System.Threading.Channels;
using Integration.Contracts.Webhooks;
using Integration.Persistence.Tests;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>The ingress with PayPal on, a database, an authority and a server of certificates, all real.</summary>
public abstract class PayPalSpec : IAsyncLifetime
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private WebApplication _app = null!;

    protected TestDatabase Database { get; } = new();

    protected PayPalAuthority Authority { get; } = new();

    protected CertificateServer Certificates { get; private set; } = null!;

    /// <summary>A good sender, whose certificate the server has.</summary>
    protected PayPalSender Sender { get; private set; } = null!;

    /// <summary>What was published.</summary>
    protected Channel<object> Published { get; } = Channel.CreateUnbounded<object>();

    /// <summary>Where the ingress answers.</summary>
    protected Uri Address => _client.BaseAddress!;

    /// <summary>Further hosts that certificates may come from.</summary>
    protected virtual IEnumerable<string> MoreHosts => [];

    /// <summary>The setting that says which webhook is ours.</summary>
    protected virtual IEnumerable<string> WebhookId => [$"--Webhooks:PayPal:WebhookId={PayPalSender.OurWebhook}"];

    public virtual async Task InitializeAsync()
    {
        await Database.CreateAsync();
        Certificates = await CertificateServer.StartAsync();
        var certificate = Authority.Issue();
        Sender = new(certificate, Certificates.Serve("/good", Authority.Pem(certificate)));
        _app = IngressService.Build(
            [
                "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={Database.ConnectionString};Maximum Pool Size=15",
                "--Webhooks:Stripe:SigningSecrets:0=whsec_test", "--Ingress:KnownProxies:0=127.0.0.1", "--Logging:LogLevel:Default=Error",
                .. WebhookId, $"--Webhooks:PayPal:RootsFile={Authority.RootsFile}",
                "--Webhooks:PayPal:FailureSeconds=1", "--Webhooks:PayPal:MaxCertificateBytes=20000", "--Webhooks:PayPal:FetchTimeoutSeconds=2",
                .. MoreHosts.Prepend(Certificates.Host).Select((host, i) => $"--Webhooks:PayPal:CertificateHosts:{i}={host}"),
            ],
            bus =>
            {
                bus.AddSingleton(Published);
                bus.AddHttpContextAccessor();
                bus.AddConsumer<Recorder>();
            });
        await IngressService.PrepareAsync(_app);
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public virtual async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Certificates.DisposeAsync();
        Authority.Dispose();
        await Database.DisposeAsync();
    }

    protected async Task<HttpResponseMessage> SendAsync(PayPalSender sender, string body)
    {
        using var request = sender.Request(body);
        return await _client.SendAsync(request);
    }

    protected async Task<int> PostAsync(PayPalSender sender, string body)
    {
        using var answer = await SendAsync(sender, body);
        return (int)answer.StatusCode;
    }

    protected async Task<T> NextAsync<T>()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return (await Published.Reader.ReadAsync(deadline.Token)).ShouldBeOfType<T>();
    }

    private sealed class Recorder(Channel<object> published) : IConsumer<GatewayObjectChanged>, IConsumer<WebhookReceived>
    {
        public Task Consume(ConsumeContext<GatewayObjectChanged> context) => published.Writer.WriteAsync(context.Message).AsTask();

        public Task Consume(ConsumeContext<WebhookReceived> context) => published.Writer.WriteAsync(context.Message).AsTask();
    }
}
