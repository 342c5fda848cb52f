using System.Text;
using System.Threading.Channels;
using Integration.Contracts.Webhooks;
using Integration.Persistence.Tests;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests;

/// <summary>The ingress over real HTTP on a database of its own, and what it published.</summary>
public abstract class IngressSpec : IAsyncLifetime
{
    protected const string StripeSecret = "whsec_of_the_test";

    private WebApplication? _app;

    protected TestDatabase Database { get; } = new();

    protected HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Every message that reached a consumer, with its id.</summary>
    protected Channel<(Guid? Id, object Message)> Published { get; } = Channel.CreateUnbounded<(Guid?, object)>();

    protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    protected IConfiguration Configuration => _app!.Configuration;

    protected IServiceProvider Services => _app!.Services;

    /// <summary>Settings of the test, as <c>--Section:Name=value</c>.</summary>
    protected abstract IEnumerable<string> Settings { get; }

    public virtual async Task InitializeAsync()
    {
        await Database.CreateAsync();
        await StartAsync();
    }

    protected async Task StartAsync()
    {
        _app = IngressService.Build(
            [
                "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={Database.ConnectionString};Maximum Pool Size=15",
                "--Logging:LogLevel:Default=None", .. Settings,
            ],
            bus =>
            {
                bus.AddSingleton(Published);
                bus.AddHttpContextAccessor();
                Add(bus);
                bus.AddConsumer<Recorder>();
            });
        await IngressService.PrepareAsync(_app);
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Services of the test.</summary>
    protected virtual void Add(IServiceCollection services)
    {
    }

    public virtual async Task DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    /// <summary>The settings were read again, whatever came of it.</summary>
    protected async Task ReadAgainAsync()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = Configuration.GetReloadToken().RegisterChangeCallback(_ => read.TrySetResult(), null);
        await read.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    protected async Task<int> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await Client.SendAsync(request);
            return (int)answer.StatusCode;
        }
    }

    protected async Task<(Guid? Id, T Message)> NextAsync<T>()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (id, message) = await Published.Reader.ReadAsync(deadline.Token);
        return (id, message.ShouldBeOfType<T>());
    }

    internal static HttpRequestMessage Post(string path, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json") } } };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    protected static HttpRequestMessage FromStripe(string body, string secret = StripeSecret, DateTimeOffset? at = null) =>
        Post("/webhooks/stripe", body, ("Stripe-Signature", StripeSigner.Header(secret, Encoding.UTF8.GetBytes(body), at ?? Now)));

    private sealed class Recorder(Channel<(Guid? Id, object Message)> published) : IConsumer<GatewayObjectChanged>, IConsumer<CrmRecordChanged>, IConsumer<WebhookReceived>
    {
        public Task Consume(ConsumeContext<GatewayObjectChanged> context) => Keep(context, context.Message);

        public Task Consume(ConsumeContext<CrmRecordChanged> context) => Keep(context, context.Message);

        public Task Consume(ConsumeContext<WebhookReceived> context) => Keep(context, context.Message);

        private Task Keep(ConsumeContext context, object message) => published.Writer.WriteAsync((context.MessageId, message)).AsTask();
    }
}
