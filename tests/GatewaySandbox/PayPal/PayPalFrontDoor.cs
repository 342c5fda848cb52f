using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>From the socket to the engine and back, with the faults that happen on the way.</summary>
internal sealed class PayPalFrontDoor(
    IOptions<SandboxOptions> options, PayPalEngine engine, PayPalStore store, TokenDesk tokens, FaultPlan faults, PayPalOutage outage, PayPalWebhookSender webhooks, CallLog log,
    PublicAddress address, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private readonly FaultProfile _profile = options.Value.PayPal.ProfileIn(options.Value);

    /// <summary>One API call. <paramref name="objectId"/> is the id in the path.</summary>
    public async Task HandleAsync(HttpContext http, string operation, string? objectId)
    {
        var key = http.Request.Method == "POST" && http.Request.Headers["PayPal-Request-Id"].ToString() is { Length: > 0 } sent ? sent : null;
        var entry = log.Begin(time.GetUtcNow(), operation, objectId, key, PayPalIds.Debug(), http.Request.Method, http.Request.Path);
        var down = outage.Windows.Meets(entry.Time);
        var body = await http.Request.ReadAsync(options.Value.MaxBodyBytes);
        var json = body is { } bytes ? Parse(bytes.Span) : null;
        var call = new PayPalCall(
            operation, http.Request.Path, objectId, json ?? [], http.Request.Query, key, entry.RequestId,
            http.Request.Headers["Prefer"].ToString().Contains("return=representation", StringComparison.OrdinalIgnoreCase), address.Origin);
        var met = Decide(down, call);
        if (await StoppedAsync(http, entry, met))
        {
            return;
        }

        var refusal = tokens.Refuse(http.Request.Headers.Authorization.ToString())
            ?? (body is null ? PayPalFailure.TooLarge(options.Value.MaxBodyBytes)
                : json is null ? PayPalFailure.Invalid("MALFORMED_REQUEST_JSON", "")
                : http.Request.Method == "POST" && webhooks.IsFull ? PayPalFailure.Server(503)
                : null);
        var outcome = refusal is null ? await engine.RunAsync(call, met.Call, lifetime.ApplicationStopping) : new(new(refusal.Status, refusal.Body(entry.RequestId)), [], Executed: false);
        await FinishAsync(http, entry, outcome, met);
    }

    /// <summary>Gives an access token.</summary>
    public async Task TokenAsync(HttpContext http)
    {
        var entry = log.Begin(time.GetUtcNow(), PayPalOperations.Token, null, null, PayPalIds.Debug(), "POST", http.Request.Path);
        var down = outage.Windows.Meets(entry.Time);
        var body = await http.Request.ReadAsync(options.Value.MaxBodyBytes);
        var met = down ? ProfileFaults.Down(options.Value.Seed, PayPalOperations.Token, "") : faults.Decide(_profile, PayPalOperations.Token, options.Value.PayPal.ClientId, []);
        entry.Fault = met.Call is { } c ? FaultNames.Name(c) : null;
        if (await StoppedAsync(http, entry, met))
        {
            return;
        }

        if (met.Call == CallFault.Slow)
        {
            await Task.Delay(options.Value.SlowMilliseconds, lifetime.ApplicationStopping);
        }

        PayPalAnswer answer;
        try
        {
            var token = tokens.Give(http.Request.Headers.Authorization.ToString(), body is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "");
            answer = met.Call is CallFault.ExecutedThen500 or CallFault.NotExecuted500
                ? new(500, PayPalFailure.Server(500).Body(entry.RequestId))
                : new(200, new JsonObject
                {
                    ["scope"] = "https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/payments/refund https://uri.paypal.com/services/disputes/read-seller https://uri.paypal.com/services/reporting/search/read",
                    ["access_token"] = token,
                    ["token_type"] = "Bearer",
                    ["app_id"] = "APP-SANDBOX",
                    ["expires_in"] = options.Value.PayPal.TokenSeconds,
                }.ToJsonString());
        }
        catch (PayPalFailure failure)
        {
            answer = new(failure.Status, failure.Body(entry.RequestId));
        }

        await FinishAsync(http, entry, new(answer, [], Executed: answer.Status == 200), met);
    }

    /// <summary>A change that no API call asked for; its events can be disturbed like any other's. False when it was refused, with the answer given.</summary>
    public async Task<bool> ControlAsync(HttpContext http, string operation, string objectId, Func<PayPalChanges> change)
    {
        var entry = log.Begin(time.GetUtcNow(), operation, objectId, null, PayPalIds.Debug(), http.Request.Method, http.Request.Path);
        try
        {
            var made = engine.Change(change);
            var met = made.Count > 0 ? faults.DecideEvents(_profile, operation, objectId) : null;
            entry.Executed = true;
            await webhooks.TellAsync(entry, made, met);
            entry.Status = 200;
            return true;
        }
        catch (PayPalFailure failure)
        {
            await AnswerAsync(http, entry, new(failure.Status, failure.Body(entry.RequestId)));
            return false;
        }
    }

    private FaultDecision Decide(bool down, PayPalCall call)
    {
        var identity = call.Key ?? call.ObjectId ?? call.Path;
        return down ? ProfileFaults.Down(options.Value.Seed, call.Operation, identity) : faults.Decide(_profile, call.Operation, identity, Handles(call));
    }

    /// <summary>True when the fault keeps the call from the engine.</summary>
    private static async Task<bool> StoppedAsync(HttpContext http, CallEntry entry, FaultDecision met)
    {
        entry.Fault = met.Call is { } c ? FaultNames.Name(c) : null;
        switch (met.Call)
        {
            case CallFault.ConnectionResetBefore:
                http.Reset(entry);
                return true;
            case CallFault.NotExecuted503:
                await AnswerAsync(http, entry, new(503, PayPalFailure.Server(503).Body(entry.RequestId)));
                return true;
            case CallFault.RateLimited:
                await AnswerAsync(http, entry, new(429, PayPalFailure.TooFast().Body(entry.RequestId)));
                return true;
            default:
                return false;
        }
    }

    private async Task FinishAsync(HttpContext http, CallEntry entry, PayPalOutcome outcome, FaultDecision met)
    {
        entry.Executed = outcome.Executed;
        entry.Replayed = outcome.Answer.Replayed;
        await webhooks.TellAsync(entry, outcome.Events, met.Webhook);
        if (!await http.LosesAnswerAsync(entry, met.Call, options.Value.HoldMilliseconds, lifetime.ApplicationStopping))
        {
            await AnswerAsync(http, entry, outcome.Answer);
        }
    }

    private List<string> Handles(PayPalCall call)
    {
        var unit = (call.Body["purchase_units"] as JsonArray)?.FirstOrDefault();
        List<string?> handles = [call.Key, call.ObjectId, unit.Text("custom_id"), unit.Text("invoice_id"), call.Body.Text("custom_id")];
        lock (store.Gate)
        {
            if (call.ObjectId is { } id && store.TryOrder(id, out var order))
            {
                handles.AddRange([order.CustomId, order.InvoiceId]);
            }
            else if (call.ObjectId is { } captured && store.TryCapture(captured, out var capture))
            {
                handles.AddRange([capture.CustomId, capture.InvoiceId]);
            }
        }

        return [.. handles.OfType<string>()];
    }

    /// <summary>The body's object; empty when there is no body, null when it is something else.</summary>
    private static JsonObject? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return body.IsEmpty ? [] : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task AnswerAsync(HttpContext http, CallEntry entry, PayPalAnswer answer)
    {
        entry.Status = answer.Status;
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        http.Response.Headers["PayPal-Debug-Id"] = entry.RequestId;
        http.Response.Headers.CacheControl = "max-age=0, no-cache, no-store, must-revalidate";
        var body = Encoding.UTF8.GetBytes(answer.Body);
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
