using System.Text;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>From the socket to the engine and back, with the faults that happen on the way.</summary>
internal sealed class PayPalFrontDoor(
    IOptions<SandboxOptions> options, PayPalProtocol protocol, PayPalEngine engine, TokenDesk tokens, FaultPlan faults, PayPalOutage outage, PayPalWebhookSender webhooks, CallLog log,
    PublicAddress address, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private readonly FaultProfile _profile = options.Value.PayPal.ProfileIn(options.Value);

    /// <summary>One API call. <paramref name="objectId"/> is the id in the path.</summary>
    public async Task HandleAsync(HttpContext http, string operation, string? objectId)
    {
        var key = PayPalProtocol.Key(http.Request.Method, http.Request.Headers["PayPal-Request-Id"]);
        var entry = log.Begin(time.GetUtcNow(), operation, objectId, key, PayPalIds.Debug(), http.Request);
        var down = outage.Windows.Meets(entry.Time);
        var body = await http.Request.ReadAsync(options.Value.MaxBodyBytes);
        var json = PayPalProtocol.Parse(body);
        var call = new PayPalCall(
            operation, http.Request.Path, objectId, json ?? [], http.Request.Query, key, entry.RequestId,
            PayPalProtocol.WantsAll(http.Request.Headers["Prefer"].ToString()), address.Origin);
        var met = Decide(down, call);
        if (await StoppedAsync(http, entry, met))
        {
            return;
        }

        var refusal = tokens.Refuse(http.Request.Headers.Authorization.ToString())
            ?? protocol.Refuse(body, json)
            ?? (http.Request.Method == "POST" && webhooks.IsFull ? PayPalFailure.Server(503) : null);
        var outcome = refusal is null ? await engine.RunAsync(call, met.Call, lifetime.ApplicationStopping) : new(new(refusal.Status, refusal.Body(entry.RequestId)), [], Executed: false);
        await FinishAsync(http, entry, outcome, met);
    }

    /// <summary>Gives an access token.</summary>
    public async Task TokenAsync(HttpContext http)
    {
        var entry = log.Begin(time.GetUtcNow(), PayPalOperations.Token, null, null, PayPalIds.Debug(), http.Request);
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

        var answer = tokens.Answer(http.Request.Headers.Authorization.ToString(), body is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "", met.Call, entry.RequestId);
        await FinishAsync(http, entry, new(answer, [], Executed: answer.Status == 200), met);
    }

    /// <summary>A change that no API call asked for; its events can be disturbed like any other's. False when it was refused, with the answer given.</summary>
    public async Task<bool> ControlAsync(HttpContext http, string operation, string objectId, Func<PayPalChanges> change)
    {
        var entry = log.Begin(time.GetUtcNow(), operation, objectId, null, PayPalIds.Debug(), http.Request);
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
        return down ? ProfileFaults.Down(options.Value.Seed, call.Operation, identity) : faults.Decide(_profile, call.Operation, identity, protocol.Handles(call));
    }

    /// <summary>True when the fault keeps the call from the engine.</summary>
    private static async Task<bool> StoppedAsync(HttpContext http, CallEntry entry, FaultDecision met)
    {
        entry.Fault = met.Call is { } c ? FaultNames.Name(c) : null;
        if (met.Call == CallFault.ConnectionResetBefore)
        {
            http.Reset(entry);
            return true;
        }

        if (PayPalProtocol.AtTheEdge(met.Call) is { } refusal)
        {
            await AnswerAsync(http, entry, new(refusal.Status, refusal.Body(entry.RequestId)));
            return true;
        }

        return false;
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

    private static async Task AnswerAsync(HttpContext http, CallEntry entry, PayPalAnswer answer)
    {
        entry.Status = answer.Status;
        foreach (var (name, value) in PayPalProtocol.Headers(entry.RequestId))
        {
            http.Response.Headers[name] = value;
        }

        await http.AnswerAsync(answer.Status, answer.Body);
    }
}
