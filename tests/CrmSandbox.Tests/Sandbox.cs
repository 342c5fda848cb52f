using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Integration.CrmSandbox.Tests;

/// <summary>A sandbox on a port of its own.</summary>
public sealed class Sandbox : IAsyncDisposable
{
    public const string Deals = "/crm/v3/objects/deals/batch/upsert";

    private readonly WebApplication _app;
    private string? _session;

    private Sandbox(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public static Task<Sandbox> StartAsync(params IEnumerable<string> settings) => StartAsync(TimeProvider.System, settings);

    public static async Task<Sandbox> StartAsync(TimeProvider time, params IEnumerable<string> settings)
    {
        var app = CrmSandboxApp.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. settings.Select(s => "--CrmSandbox:" + s)], time);
        await app.StartAsync();
        return new Sandbox(app);
    }

    /// <summary>A call of HubSpot's API with the right token.</summary>
    public Task<Reply> HubSpotAsync(HttpMethod method, string path, object? body = null) => SendAsync(method, path, body, "pat-sandbox");

    /// <summary>A call of Salesforce's API, in a session that is opened once.</summary>
    public async Task<Reply> SalesforceAsync(HttpMethod method, string path, object? body = null)
    {
        _session ??= (await TokenAsync()).ShouldBe(HttpStatusCode.OK)["access_token"].GetString();
        return await SendAsync(method, "/services/data/v60.0/" + path, body, _session);
    }

    public Task<Reply> TokenAsync(string id = "sandbox-client", string secret = "sandbox-secret") =>
        TokenAsync(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret });

    public async Task<Reply> TokenAsync(IReadOnlyDictionary<string, string> asked)
    {
        using var form = new FormUrlEncodedContent(asked);
        using var answer = await Http.PostAsync(new Uri("/services/oauth2/token", UriKind.Relative), form);
        return await ReadAsync(answer);
    }

    /// <summary>The next call of Salesforce's API is in a new session.</summary>
    public void ForgetSession() => _session = null;

    public Task<Reply> UpsertDealsAsync(params IEnumerable<object> inputs) => HubSpotAsync(HttpMethod.Post, Deals, new { inputs });

    /// <summary>Upserts one deal; the answer's only result.</summary>
    public async Task<JsonElement> UpsertDealAsync(string key, object? more = null) => (await UpsertDealsAsync(Deal(key, more))).ShouldBe(HttpStatusCode.OK).Results.Single();

    /// <summary>An input of an upsert, with a trace id.</summary>
    public static object Deal(string key, object? more = null) => Input("integration_payment_id", key, Merge(new { dealname = "Order 7", dealstage = "contractsent", amount = "12.50" }, more));

    public static object Input(string property, string key, object properties) => new { idProperty = property, id = key, objectWriteTraceId = key, properties };

    public Task<Reply> UpsertAsync(string type, string field, params IEnumerable<object> records) =>
        SalesforceAsync(HttpMethod.Patch, $"composite/sobjects/{type}/{field}", new { allOrNone = false, records });

    public async Task<string> ContactAsync(string key, string lastName = "Lovelace")
    {
        var reply = await UpsertAsync("Contact", "Integration_Customer_Id__c", new { attributes = new { type = "Contact" }, Integration_Customer_Id__c = key, LastName = lastName });
        return reply.Body[0].GetProperty("id").GetString()!;
    }

    /// <summary>A record of an upsert.</summary>
    public static object Opportunity(string key, object? more = null) => Merge(
        new
        {
            attributes = new { type = "Opportunity" },
            Integration_Payment_Id__c = key,
            Name = "Order 7",
            StageName = "Closed Won",
            CloseDate = "2026-11-30",
            Amount = 12.5m,
        },
        more);

    public Task<Reply> UpsertOpportunitiesAsync(params IEnumerable<object> records) => UpsertAsync("Opportunity", "Integration_Payment_Id__c", records);

    /// <summary>A control, which needs no token.</summary>
    public Task<Reply> ControlAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, "/sandbox/" + path, body ?? new { }, null);

    /// <summary>The ledger of one type.</summary>
    public async Task<IReadOnlyList<JsonElement>> RecordsAsync(string crm, string type) => (await Http.GetFromJsonAsync<List<JsonElement>>($"/sandbox/{crm}/records/{type}"))!;

    public async Task<JsonElement> RecordAsync(string crm, string type, string key) => (await Http.GetFromJsonAsync<List<JsonElement>>($"/sandbox/{crm}/records/{type}?key={key}"))!.Single();

    public Task<JsonElement> CallsAsync() => Http.GetFromJsonAsync<JsonElement>("/sandbox/calls");

    /// <summary>How often a kind of call had this outcome.</summary>
    public async Task<long> CountAsync(string path, string outcome) =>
        (await CallsAsync()).GetProperty("calls").EnumerateArray()
            .Where(c => c.GetProperty("path").GetString() == path && c.GetProperty("outcome").GetString() == outcome).Sum(c => c.GetProperty("calls").GetInt64());

    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var answer = await Http.SendAsync(request);
        return await ReadAsync(answer);
    }

    /// <summary>Awaits a condition on what the sandbox says of itself.</summary>
    public async Task<JsonElement> UntilAsync(string path, Predicate<JsonElement> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var answer = await Http.GetFromJsonAsync<JsonElement>(path, deadline.Token);
            if (condition(answer))
            {
                return answer;
            }

            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>The second's members win; one that is null there is null.</summary>
    private static Dictionary<string, JsonElement> Merge(object first, object? second)
    {
        var members = JsonSerializer.SerializeToElement(first).EnumerateObject().ToDictionary(m => m.Name, m => m.Value);
        foreach (var member in second is null ? [] : JsonSerializer.SerializeToElement(second).EnumerateObject().ToList())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }

    private static async Task<Reply> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text), answer.Headers);
    }
}
