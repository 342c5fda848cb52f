using System.Text;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>From the socket to the engine and back, with the faults that happen on the way.</summary>
internal sealed class StripeFrontDoor(
    IOptions<SandboxOptions> options, StripeProtocol protocol, StripeEngine engine, FaultPlan faults, OutageWindows outage, StripeWebhookSender webhooks, CallLog log, TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    /// <summary>One API call. <paramref name="objectId"/> is the id in the path.</summary>
    public async Task HandleAsync(HttpContext http, string operation, string? objectId)
    {
        var key = StripeProtocol.Key(http.Request.Method, http.Request.Headers.TryGetValue("Idempotency-Key", out var sent) ? sent.ToString() : null);
        var requestId = StripeIds.Request();
        var entry = log.Begin(time.GetUtcNow(), operation, objectId, key, requestId, http.Request);
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
        var met = down ? ProfileFaults.Down(options.Value.Seed, operation, identity) : faults.Decide(operation, identity, protocol.Handles(call));
        entry.Fault = met.Call is { } c ? FaultNames.Name(c) : null;
        if (met.Call == CallFault.ConnectionResetBefore)
        {
            http.Reset(entry);
            return;
        }

        if ((StripeProtocol.AtTheEdge(met.Call) ?? Refuse(http, call)) is { } refusal)
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
        var entry = log.Begin(time.GetUtcNow(), operation, subject, null, requestId, http.Request);
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
        if (protocol.Refuse(http.Request.Headers.Authorization.ToString()) is { } refusal)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"Stripe\"";
            return refusal;
        }

        return call.Method == "POST" && webhooks.IsFull ? StripeFailure.Full(options.Value.Webhooks.Stripe.MaxPending) : null;
    }

    private string Version(HttpContext http) => protocol.Version(http.Request.Headers["Stripe-Version"]);

    private async Task<StripeForm> ReadFormAsync(HttpRequest request) => protocol.Form(
        request.Method, request.QueryString.Value, request.ContentType, request.Method == "POST" ? await request.ReadAsync(options.Value.MaxBodyBytes) : null);

    private async Task AnswerAsync(HttpContext http, CallEntry entry, StripeAnswer answer)
    {
        entry.Status = answer.Status;
        foreach (var (name, value) in StripeProtocol.Headers(answer, entry.RequestId, entry.Key, Version(http)))
        {
            http.Response.Headers[name] = value;
        }

        await http.AnswerAsync(answer.Status, answer.Body);
    }
}
