using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Chaos;

namespace Integration.CrashTest;

/// <summary>A client of the REST API: sends each request until it is answered, with the same idempotency key.</summary>
internal sealed class Shop(Uri ingress, Accepted accepted, CancellationToken end) : IDisposable
{
    private const string ApiKey = "key-of-the-shop";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly HttpClient _client = new() { BaseAddress = ingress, Timeout = TimeSpan.FromSeconds(5), DefaultRequestHeaders = { { "X-Api-Key", ApiKey } } };

    /// <summary>What the ingress has to be told to know it.</summary>
    public static IEnumerable<string> Settings { get; } =
    [
        "Api:Keys:0:Name=shop", $"Api:Keys:0:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ApiKey)))}", "Api:Keys:0:Scopes:0=payments:read", "Api:Keys:0:Scopes:1=payments:write",
    ];

    /// <summary>Everything about one order, each request when the one before is answered.</summary>
    public async Task AskAsync(Order order)
    {
        var id = order.Command.PaymentId;
        for (var copy = 0; copy < order.Copies; copy++)
        {
            await PostAsync("/v1/payments", order.Command, $"pay-{id}", mayBeRefused: false);
            if (copy == 0)
            {
                accepted.Paid();
            }
        }

        if (order.Cancel is { } cancel)
        {
            await PostAsync($"/v1/payments/{id}/cancel", new { cancel.Reason }, $"cancel-{id}", mayBeRefused: true);
        }

        foreach (var refund in order.Refunds)
        {
            await PostAsync($"/v1/payments/{id}/refunds", new { refund.RefundId, refund.AmountMinor, refund.Reason }, $"refund-{refund.RefundId}", mayBeRefused: true);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(string path, object body, string key, bool mayBeRefused)
    {
        using var pause = new PeriodicTimer(FirstPause);
        var last = "nothing";
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: Json), Headers = { { "Idempotency-Key", key } } };
                using var answer = await _client.SendAsync(request, CancellationToken.None);
                last = $"{(int)answer.StatusCode}";
                if (answer.IsSuccessStatusCode)
                {
                    accepted.Requests[key] = 0;
                    return;
                }

                if (answer.StatusCode == HttpStatusCode.Conflict && mayBeRefused)
                {
                    accepted.Refuse();
                    return;
                }

                if ((int)answer.StatusCode < 500 && answer.StatusCode is not HttpStatusCode.TooManyRequests and not HttpStatusCode.RequestTimeout)
                {
                    throw new InvalidOperationException($"{path} of {key} was answered {last}: {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
                }
            }
            catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException)
            {
                last = unanswered.Message;
            }

            await pause.WaitForNextTickAsync(CancellationToken.None);
            pause.Period = pause.Period < LongestPause ? 2 * pause.Period : LongestPause;
        }

        throw new TimeoutException($"{path} of {key} is not taken; the last answer: {last}");
    }
}
