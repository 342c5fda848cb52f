using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Delivers events as HubSpot does: several in one request, signed (version 3), tried again until they are taken or given up.</summary>
internal sealed partial class HubSpotWebhookSender(IOptions<CrmSandboxOptions> options, HubSpotEvents events, IHttpClientFactory http, TimeProvider time, ILogger<HubSpotWebhookSender> logger)
    : BackgroundService
{
    public const string ClientName = "hubspot-webhooks";

    private readonly HubSpotWebhookOptions _options = options.Value.HubSpot.Webhooks;
    private long _delivered;
    private long _refused;
    private long _givenUp;

    /// <summary>Events delivered, tries refused, events given up.</summary>
    public (long Delivered, long Refused, long GivenUp) Counts => (Interlocked.Read(ref _delivered), Interlocked.Read(ref _refused), Interlocked.Read(ref _givenUp));

    /// <summary>The value of <c>X-HubSpot-Signature-v3</c>.</summary>
    public static string Sign(string secret, string method, string address, string body, string timestamp) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(method + address + body + timestamp)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await events.Waiting.WaitToReadAsync(stoppingToken))
            {
                var batch = new List<HubSpotEvent>();
                while (batch.Count < _options.MaxBatch && events.Waiting.TryRead(out var one))
                {
                    batch.Add(one);
                }

                // Not awaited: events that the receiver refuses do not keep later ones back.
                _ = DeliverAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What waits is lost with the rest of the account.
        }
    }

    private async Task DeliverAsync(List<HubSpotEvent> batch, CancellationToken stopping)
    {
        try
        {
            for (var tries = 1; !await TryAsync(batch, stopping); tries++)
            {
                if (tries >= _options.MaxAttempts)
                {
                    Interlocked.Add(ref _givenUp, batch.Count);
                    GivenUp(batch.Count, batch[0].Number, tries);
                    events.Settled(batch.Count);
                    return;
                }

                batch = [.. batch.Select(one => one with { Attempts = one.Attempts + 1 })];
                await Task.Delay(_options.Pause(tries), time, stopping);
            }

            Interlocked.Add(ref _delivered, batch.Count);
            events.Settled(batch.Count);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // As above.
        }
        catch (Exception failure)
        {
            Broke(batch.Count, failure);
        }
    }

    private async Task<bool> TryAsync(List<HubSpotEvent> batch, CancellationToken stopping)
    {
        var body = new JsonArray([.. batch.Select(one => one.Body())]).ToJsonString();
        var timestamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("X-HubSpot-Request-Timestamp", timestamp);
        request.Headers.Add("X-HubSpot-Signature-v3", Sign(_options.ClientSecret!, "POST", _options.SignedUrl ?? _options.Url!, body, timestamp));
        request.Headers.Add("X-HubSpot-Signature-Version", "v1");
        using var client = http.CreateClient(ClientName);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(_options.TimeoutMilliseconds);
        try
        {
            using var answer = await client.SendAsync(request, limit.Token);
            if (answer.IsSuccessStatusCode)
            {
                return true;
            }

            Interlocked.Increment(ref _refused);
            Refused(batch.Count, batch[0].Number, (int)answer.StatusCode);
            return false;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            Interlocked.Increment(ref _refused);
            Unreachable(batch.Count, batch[0].Number, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} events from {First} on were refused with HTTP {Status}.")]
    private partial void Refused(int count, long first, int status);

    [LoggerMessage(2, LogLevel.Warning, "{Count} events from {First} on did not reach the receiver ({Failure}).")]
    private partial void Unreachable(int count, long first, string failure);

    [LoggerMessage(3, LogLevel.Error, "{Count} events from {First} on are given up after {Tries} tries.")]
    private partial void GivenUp(int count, long first, int tries);

    [LoggerMessage(4, LogLevel.Critical, "The delivery of {Count} events broke.")]
    private partial void Broke(int count, Exception failure);
}
