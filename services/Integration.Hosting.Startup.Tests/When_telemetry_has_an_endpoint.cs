using System.Collections.Concurrent;
using System.Text;
using Integration.Persistence.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_telemetry_has_an_endpoint : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly ConcurrentDictionary<string, string> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private WebApplication _collector = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _collector = builder.Build();
        _collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _received.AddOrUpdate(signal, Encoding.Latin1.GetString(body.ToArray()), (_, earlier) => earlier + Encoding.Latin1.GetString(body.ToArray()));
            _arrived.Release();
        });
        await _collector.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _collector.DisposeAsync();
        await _database.DisposeAsync();
        _arrived.Dispose();
    }

    [Fact]
    public async Task Should_export_traces_metrics_and_logs_under_the_services_name_and_nothing_secret()
    {
        using var client = new HttpClient();
        using var process = IngressProcess.Start(
            [],
            ("ConnectionStrings__Integration", _database.ConnectionString), ("Messaging__Transport", "InMemory"),
            ("Webhooks__Stripe__SigningSecrets__0", IngressApp.Secret), ("Logging__LogLevel__Default", "Information"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        await process.ReadyAsync(client);
        using var request = IngressApp.Webhook(process.Address, IngressApp.Event("evt_1", "mark-of-the-body"));
        using var answer = await client.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue();

        // Stopping flushes what was not sent yet.
        await process.TerminateAsync();
        (await process.ExitCodeAsync()).ShouldBe(0, process.Output);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(Got("traces", "POST /webhooks/stripe") && Got("metrics", "integration.webhooks.received") && Got("metrics", "http.server.request.duration") && Got("metrics", "integration.timers.overdue") && Got("logs", "Application started")))
        {
            await _arrived.WaitAsync(deadline.Token);
        }

        _received.Values.ShouldAllBe(body => body.Contains("WebhookIngress", StringComparison.Ordinal));
        _received.Values.ShouldAllBe(body => !body.Contains("whsec_", StringComparison.Ordinal) && !body.Contains("mark-of-the-body", StringComparison.Ordinal));
        _received["traces"].ShouldNotContain("/health/ready");
    }

    private bool Got(string signal, string text) => _received.TryGetValue(signal, out var body) && body.Contains(text, StringComparison.Ordinal);
}
