using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Integration.Persistence.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Hosting.Startup.Tests;

/// <summary>Its ingestion endpoint takes lines of JSON, compressed.</summary>
public sealed class When_Application_Insights_is_the_back_end : IAsyncLifetime
{
    /// <summary>More than the exporter keeps of a second unless it is told otherwise.</summary>
    private const int Requests = 40;

    private readonly TestDatabase _database = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private WebApplication _ingestion = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _ingestion = builder.Build();
        _ingestion.MapPost("/{**path}", TakeAsync);
        await _ingestion.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _ingestion.DisposeAsync();
        await _database.DisposeAsync();
        _arrived.Dispose();
    }

    [Fact]
    public async Task Should_get_traces_metrics_and_logs_without_a_collector_and_nothing_secret()
    {
        using var client = new HttpClient();
        using var process = IngressProcess.Start(
            [],
            ("ConnectionStrings__Integration", _database.ConnectionString), ("Messaging__Transport", "InMemory"),
            ("Webhooks__Stripe__SigningSecrets__0", IngressApp.Secret), ("Logging__LogLevel__Default", "Information"),
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", $"InstrumentationKey={Guid.NewGuid()};IngestionEndpoint={_ingestion.Urls.First()}/"));
        await process.ReadyAsync(client);
        foreach (var i in Enumerable.Range(1, Requests))
        {
            using var request = IngressApp.Webhook(process.Address, IngressApp.Event($"evt_{i}", "mark-of-the-body"));
            using var answer = await client.SendAsync(request);
            answer.IsSuccessStatusCode.ShouldBeTrue();
        }

        // Stopping flushes what was not sent yet.
        await process.TerminateAsync();
        (await process.ExitCodeAsync()).ShouldBe(0, process.Output);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(_lines.Count(line => IsOf(line, "RequestData", "POST /webhooks/stripe")) == Requests && Got("MetricData", "integration.webhooks.received") && Got("MetricData", "integration.timers.overdue") && Got("MessageData", "Application started")))
        {
            await _arrived.WaitAsync(deadline.Token);
        }

        _lines.ShouldAllBe(line => line.Contains("WebhookIngress", StringComparison.Ordinal));
        _lines.ShouldAllBe(line => !line.Contains("whsec_", StringComparison.Ordinal) && !line.Contains("mark-of-the-body", StringComparison.Ordinal));
    }

    private async Task TakeAsync(HttpRequest request)
    {
        var zipped = request.Headers.ContentEncoding == "gzip";
        await using var body = zipped ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body, Encoding.UTF8);
        while (await reader.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
        }

        _arrived.Release();
        await request.HttpContext.Response.WriteAsJsonAsync(new { itemsReceived = 1, itemsAccepted = 1, errors = Array.Empty<string>() });
    }

    private bool Got(string kind, string text) => _lines.Any(line => IsOf(line, kind, text));

    private static bool IsOf(string line, string kind, string text) => line.Contains($"\"{kind}\"", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal);
}
