using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Acceptance;

/// <summary>Programs that call the REST API: two shops, one that may only look, and ops.</summary>
public sealed class Clients : IDisposable
{
    public const string ShopKey = "key-of-the-shop";

    private static readonly (string Name, string Key, string[] Scopes)[] Known =
    [
        ("shop", ShopKey, ["payments:read", "payments:write"]), ("other-shop", "key-of-the-other-shop", ["payments:read", "payments:write"]),
        ("reader", "key-of-the-reader", ["payments:read"]), ("operator", "key-of-the-operator", ["ops", "payments:write"]),
    ];

    private readonly HttpClient[] _clients;

    public Clients(Uri address) => _clients = [.. Known.Select(client =>
    {
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Add("X-Api-Key", client.Key);
        return http;
    })];

    public static IEnumerable<string> Settings => Known.SelectMany((client, i) => new[]
    {
        $"--Api:Keys:{i}:Name={client.Name}", $"--Api:Keys:{i}:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(client.Key)))}",
    }.Concat(client.Scopes.Select((scope, s) => $"--Api:Keys:{i}:Scopes:{s}={scope}")));

    public HttpClient Shop => _clients[0];

    public HttpClient OtherShop => _clients[1];

    public HttpClient Reader => _clients[2];

    public HttpClient Operator => _clients[3];

    public void Dispose() => Array.ForEach(_clients, client => client.Dispose());

    /// <summary>Posts JSON text as it is given.</summary>
    public static async Task<Answer> PostAsync(HttpClient client, string path, string body, string? key = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        using var response = await client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public static async Task<Answer> GetAsync(HttpClient client, string path, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        using var response = await client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>The body of a payment.</summary>
    public static string Body(string card = "pm_card_visa", long amount = 1999, string order = "order 1", Guid? paymentId = null, string? more = null, string customer = "customer 1") =>
        $$"""{"orderId":"{{order}}","customerId":"{{customer}}","amountMinor":{{amount}},"currency":"EUR","card":{"paymentMethod":"{{card}}"}{{(paymentId is null ? "" : $",\"paymentId\":\"{paymentId}\"")}}{{more}}}""";
}

/// <summary>What the API said.</summary>
public sealed record Answer(HttpStatusCode Status, Uri? Location, JsonObject Body, HttpResponseHeaders Headers, string? MediaType)
{
    public Guid PaymentId => Body["paymentId"]!.GetValue<Guid>();

    public string? State => (string?)Body["state"];

    /// <summary>The last part of a problem's type.</summary>
    public string? Problem => MediaType == "application/problem+json" ? ((string)Body["type"]!)[(((string)Body["type"]!).LastIndexOf(':') + 1)..] : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode, response.Headers.Location, await response.Content.ReadFromJsonAsync<JsonObject>(JsonSerializerOptions.Web) ?? [], response.Headers, response.Content.Headers.ContentType?.MediaType);
}
