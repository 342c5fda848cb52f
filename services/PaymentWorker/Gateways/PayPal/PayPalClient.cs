using System.Net.Http.Json;
using Integration.Sagas.Attempts;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>One request, one answer. Never retries and never makes up a key; what a network or PayPal can do is an answer, not an exception.</summary>
public sealed class PayPalClient(HttpClient http, IOptions<PayPalOptions> options)
{
    private readonly string _base = options.Value.ApiBase.TrimEnd('/');

    /// <summary>PayPal's id of the request.</summary>
    public static string? RequestId(HttpResponseMessage response) => response.Headers.TryGetValues("PayPal-Debug-Id", out var ids) ? ids.FirstOrDefault() : null;

    /// <summary>Sends under <paramref name="key"/> (SAFETY R2) and asks for the whole object back.</summary>
    public Task<PayPalAnswer<T>> PostAsync<T>(string path, object body, string key, CancellationToken cancellationToken)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _base + path) { Content = JsonContent.Create(body, body.GetType(), options: PayPalJson.Options) };
        request.Headers.Add("PayPal-Request-Id", key);
        request.Headers.Add("Prefer", "return=representation");
        return SendAsync<T>(request, cancellationToken);
    }

    /// <summary>Fetches.</summary>
    public Task<PayPalAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(new HttpRequestMessage(HttpMethod.Get, _base + path), cancellationToken);

    private async Task<PayPalAnswer<T>> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
        where T : class
    {
        using var sent = request;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var error = PayPalErrors.Read(await response.Content.ReadAsStringAsync(cancellationToken));
                return new() { Failure = PayPalErrors.Failure(response, error), Error = error };
            }

            var value = await response.Content.ReadFromJsonAsync<T>(PayPalJson.Options, cancellationToken);
            return value is null
                ? new() { Failure = new(CallFailureKind.OutcomeUnknown, "the answer is empty", RequestId(response), (int)response.StatusCode) }
                : new() { Value = value, RequestId = RequestId(response), HttpStatus = (int)response.StatusCode };
        }
        catch (Exception failure) when (failure is not (InvalidOperationException or NotSupportedException))
        {
            return new() { Failure = PayPalErrors.Failure(failure) };
        }
    }
}

/// <summary>What came back: a value, or a failure with PayPal's error when there is one.</summary>
/// <typeparam name="T">The object.</typeparam>
public sealed record PayPalAnswer<T>
    where T : class
{
    /// <summary>The object.</summary>
    public T? Value { get; init; }

    /// <summary>Why there is none.</summary>
    public CallFailure? Failure { get; init; }

    /// <summary>PayPal's error.</summary>
    public PayPalError? Error { get; init; }

    /// <summary>PayPal's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? HttpStatus { get; init; }
}
