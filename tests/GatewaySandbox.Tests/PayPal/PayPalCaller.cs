using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Integration.GatewaySandbox.Tests.PayPal;

/// <summary>An answer as it came.</summary>
public sealed record PayPalReply(int Status, JsonElement Body, string? DebugId)
{
    public string Id => Body.GetProperty("id").GetString()!;

    public string State => Body.GetProperty("status").GetString()!;

    /// <summary>The first issue of an error.</summary>
    public string Issue => Body.GetProperty("details")[0].GetProperty("issue").GetString()!;

    /// <summary>The order's one capture.</summary>
    public JsonElement Capture => Body.GetProperty("purchase_units")[0].GetProperty("payments").GetProperty("captures")[0];

    public string CaptureId => Capture.GetProperty("id").GetString()!;

    public string CaptureState => Capture.GetProperty("status").GetString()!;

    /// <summary>The address of a link, without its host.</summary>
    public string? Link(string rel) => Body.GetProperty("links").EnumerateArray()
        .Where(l => l.GetProperty("rel").GetString() == rel).Select(l => new Uri(l.GetProperty("href").GetString()!).PathAndQuery).FirstOrDefault();
}

/// <summary>A client of PayPal's REST API that knows nothing of the sandbox's code.</summary>
public sealed class PayPalCaller(Sandbox sandbox)
{
    private string? _token;

    public async Task<PayPalReply> TokenAsync(string client = "paypal_client_sandbox", string secret = "paypal_secret_sandbox", string grant = "client_credentials")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/oauth2/token") { Content = new FormUrlEncodedContent([new("grant_type", grant)]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}")));
        return await SendAsync(request);
    }

    public Task<PayPalReply> CreateAsync(string? key = null, object? source = null, string amount = "19.99", string currency = "EUR", string invoice = "payment-1", string custom = "attempt-1") => PostAsync(
        "/v2/checkout/orders",
        new
        {
            intent = "CAPTURE",
            purchase_units = new[] { new { amount = new { currency_code = currency, value = amount }, invoice_id = invoice, custom_id = custom } },
            payment_source = source,
        },
        key);

    public Task<PayPalReply> CaptureAsync(string order, string? vault = "vault_ok", string? key = null) =>
        PostAsync($"/v2/checkout/orders/{order}/capture", vault is null ? new { } : new { payment_source = new { paypal = new { vault_id = vault } } }, key);

    /// <summary>An order that is paid with the token; the capture's reply.</summary>
    public async Task<PayPalReply> PaidAsync(string vault = "vault_ok", string invoice = "payment-1") => await CaptureAsync((await CreateAsync(invoice: invoice)).Id, vault);

    public Task<PayPalReply> RefundAsync(string capture, string? amount = null, string? key = null, string currency = "EUR") => PostAsync(
        $"/v2/payments/captures/{capture}/refund", amount is null ? new { } : new { amount = new { currency_code = currency, value = amount }, custom_id = "refund-1" }, key);

    public async Task<PayPalReply> PostAsync(string path, object body, string? key = null, bool whole = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("PayPal-Request-Id", key);
        }

        if (whole)
        {
            request.Headers.Add("Prefer", "return=representation");
        }

        return await AuthorizedAsync(request);
    }

    public async Task<PayPalReply> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await AuthorizedAsync(request);
    }

    public Task<PayPalReply> OrderAsync(string id) => GetAsync($"/v2/checkout/orders/{id}");

    /// <summary>A control of the sandbox.</summary>
    public async Task<JsonElement?> ControlAsync(string path, object? body = null)
    {
        using var answer = await sandbox.Http.PostAsJsonAsync(path, body ?? new { });
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer.Content.Headers.ContentLength is null or 0 ? null : await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends what has an authorization already, or wants none.</summary>
    public async Task<PayPalReply> SendAsync(HttpRequestMessage request)
    {
        using var answer = await sandbox.Http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new((int)answer.StatusCode, body, answer.Headers.TryGetValues("PayPal-Debug-Id", out var ids) ? ids.Single() : null);
    }

    private async Task<PayPalReply> AuthorizedAsync(HttpRequestMessage request)
    {
        _token ??= (await TokenAsync()).Body.GetProperty("access_token").GetString();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return await SendAsync(request);
    }
}
