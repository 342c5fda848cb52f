using System.Text;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>From the socket to the engine and back, with the faults that happen on the way.</summary>
internal sealed class StripeFrontDoor(
    IOptions<SandboxOptions> options, StripeEngine engine, StripeStore store, FaultPlan faults, OutageWindows outage, StripeWebhookSender webhooks, CallLog log, TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    /// <summary>One API call. <paramref name="objectId"/> is the id in the path.</summary>
    public async Task HandleAsync(HttpContext http, string operation, string? objectId)
    {
        var key = http.Request.Method == "POST" && http.Request.Headers.TryGetValue("Idempotency-Key", out var sent) ? sent.ToString() : null;
        var requestId = StripeIds.Request();
        var entry = log.Begin(time.GetUtcNow(), operation, objectId, key, requestId, http.Request.Method, http.Request.Path);
        var down = outage.Meets(entry.Time);
        StripeCall call;
        try
        {
            call = new StripeCall(operation, http.Request.Method, http.Request.Path, objectId, await ReadFormAsync(http.Request), key, requestId, Version(http));
        }
        catch (StripeFailure failure)
        {
            await AnswerAsync(http, entry, failure.Answer(requestId));
            return;
        }

        var identity = key ?? objectId ?? call.Form.Fingerprint;
        var met = down ? ProfileFaults.Down(options.Value.Seed, operation, identity) : faults.Decide(operation, identity, Handles(call));
        entry.Fault = met.Call is { } c ? FaultNames.Name(c) : null;
        switch (met.Call)
        {
            case CallFault.ConnectionResetBefore:
                http.Reset(entry);
                return;
            case CallFault.NotExecuted503:
                await AnswerAsync(http, entry, StripeFailure.ServerError(503, saved: false).Answer(requestId));
                return;
            case CallFault.RateLimited:
                await AnswerAsync(http, entry, StripeFailure.RateLimited().Answer(requestId));
                return;
        }

        if (Refuse(http, call) is { } refusal)
        {
            await AnswerAsync(http, entry, refusal.Answer(requestId));
            return;
        }

        var outcome = await engine.RunAsync(call, met.Call, lifetime.ApplicationStopping);
        await FinishAsync(http, entry, outcome, met);
    }

    /// <summary>What somebody else than the merchant does to an object; only its events can meet a fault. Answered with the object, or with Stripe's error.</summary>
    public async Task ActAsync(HttpContext http, string operation, string? subject, Func<StripeAccount, StripeCall, Executed> act)
    {
        var requestId = StripeIds.Request();
        var entry = log.Begin(time.GetUtcNow(), operation, subject, null, requestId, http.Request.Method, http.Request.Path);
        var call = new StripeCall(operation, http.Request.Method, http.Request.Path, subject, StripeForm.Parse(""), null, requestId, options.Value.ApiVersion);
        await FinishAsync(http, entry, engine.Act(account => act(account, call), requestId), new(null, faults.DecideEvents(operation, subject ?? "")));
    }

    private async Task FinishAsync(HttpContext http, CallEntry entry, Outcome outcome, FaultDecision met)
    {
        entry.Executed = outcome.Executed;
        entry.Replayed = outcome.Answer.OriginalRequest is not null;
        await webhooks.TellAsync(entry, outcome.Events, met.Webhook);
        if (!await http.LosesAnswerAsync(entry, met.Call, options.Value.HoldMilliseconds, lifetime.ApplicationStopping))
        {
            await AnswerAsync(http, entry, outcome.Answer);
        }
    }

    private StripeFailure? Refuse(HttpContext http, StripeCall call)
    {
        var sent = SentKey(http.Request.Headers.Authorization.ToString());
        if (sent != options.Value.SecretKey)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Stripe\"";
            return StripeFailure.Unauthorized(sent);
        }

        return call.Method == "POST" && webhooks.IsFull ? StripeFailure.Full(options.Value.Webhooks.Stripe.MaxPending) : null;
    }

    private static string? SentKey(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim();
        }

        var buffer = new byte[512];
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(':')[0]
            : null;
    }

    private string Version(HttpContext http) => http.Request.Headers["Stripe-Version"].ToString() is { Length: > 0 } version ? version : options.Value.ApiVersion;

    private async Task<StripeForm> ReadFormAsync(HttpRequest request)
    {
        if (request.Method != "POST")
        {
            return StripeForm.Parse(request.QueryString.Value ?? "");
        }

        var body = await request.ReadAsync(options.Value.MaxBodyBytes) ?? throw StripeFailure.TooLarge(options.Value.MaxBodyBytes);
        if (body.Length > 0 && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw StripeFailure.Invalid($"Invalid request (check that your POST content type is application/x-www-form-urlencoded). The content type was '{request.ContentType}'.");
        }

        return StripeForm.Parse(Encoding.UTF8.GetString(body.Span));
    }

    private List<string> Handles(StripeCall call)
    {
        List<string> handles = [.. call.Form.Map("metadata").Values];
        if (call.Key is not null)
        {
            handles.Add(call.Key);
        }

        lock (store.Gate)
        {
            foreach (var id in new[] { call.ObjectId, call.Form.Text("payment_intent"), call.Form.Text("charge") }.OfType<string>())
            {
                handles.Add(id);
                handles.AddRange(store.HandlesOf(id));
            }
        }

        return handles;
    }

    private async Task AnswerAsync(HttpContext http, CallEntry entry, StripeAnswer answer)
    {
        entry.Status = answer.Status;
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        var headers = response.Headers;
        headers["Request-Id"] = entry.RequestId;
        headers["Stripe-Version"] = Version(http);
        headers.CacheControl = "no-cache, no-store";
        if (entry.Key is { } key)
        {
            headers["Idempotency-Key"] = key;
            headers["Original-Request"] = answer.OriginalRequest ?? entry.RequestId;
        }

        if (answer.OriginalRequest is not null)
        {
            headers["Idempotent-Replayed"] = "true";
        }

        if (answer.ShouldRetry is { } retry)
        {
            headers["Stripe-Should-Retry"] = retry ? "true" : "false";
        }

        var body = Encoding.UTF8.GetBytes(answer.Body);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }
}
