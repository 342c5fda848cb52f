using System.Text.Json.Nodes;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>A call behind the front door: key, execution, and what is remembered. Knows nothing of HTTP.</summary>
internal sealed class PayPalEngine
{
    private readonly SandboxOptions _options;
    private readonly PayPalStore _store;
    private readonly PayPalKeys _keys;
    private readonly PayPalReportPage _report;

    public PayPalEngine(IOptions<SandboxOptions> options, PayPalStore store, PayPalObjects objects, PayPalEvents events, TimeProvider time)
    {
        (_options, _store) = (options.Value, store);
        _keys = new(store, _options.PayPal, time);
        _report = new(store, _options.PayPal, time);
        Objects = objects;
        Orders = new(store, Objects, events, _options.PayPal, time);
        Refunds = new(store, Objects, events, time);
        Disputes = new(store, Objects, events, time);
    }

    public PayPalObjects Objects { get; }

    public OrderWriter Orders { get; }

    public RefundWriter Refunds { get; }

    public DisputeWriter Disputes { get; }

    /// <summary>Runs the call to its end, whether or not the caller still listens.</summary>
    public async Task<PayPalOutcome> RunAsync(PayPalCall call, CallFault? fault, CancellationToken stopping)
    {
        if (Begin(call, fault) is { } known)
        {
            return known;
        }

        try
        {
            if (fault == CallFault.Slow)
            {
                await Task.Delay(_options.SlowMilliseconds, stopping);
            }

            return Execute(call, fault);
        }
        finally
        {
            End(call);
        }
    }

    /// <summary>The call arrives: its key is in use until <see cref="End"/>. An outcome says that there is nothing to execute: its answer is known, or it is refused.</summary>
    public PayPalOutcome? Begin(PayPalCall call, CallFault? fault)
    {
        lock (_store.Gate)
        {
            try
            {
                if (_keys.Take(call) is not { } known)
                {
                    return null;
                }

                var answer = known.Refusal is { } refusal ? new PayPalAnswer(known.Status, Renewed(refusal, call.DebugId), Replayed: true) : new(200, Body(call, known.ObjectId!), Replayed: true);
                return new(fault is CallFault.ExecutedThen500 or CallFault.NotExecuted500 ? Refused(PayPalFailure.Server(500), call) : answer, [], Executed: false);
            }
            catch (PayPalFailure failure)
            {
                return new(Refused(failure, call), [], Executed: false);
            }
        }
    }

    /// <summary>Executes a call that has begun.</summary>
    public PayPalOutcome Execute(PayPalCall call, CallFault? fault)
    {
        lock (_store.Gate)
        {
            return Run(call, fault);
        }
    }

    /// <summary>A call that has begun is over, executed or not.</summary>
    public void End(PayPalCall call)
    {
        lock (_store.Gate)
        {
            _keys.Release(call);
        }
    }

    /// <summary>Makes a change that no API call asked for.</summary>
    /// <exception cref="PayPalFailure">Refused; nothing changed.</exception>
    public IReadOnlyList<EventState> Change(Func<PayPalChanges> make)
    {
        lock (_store.Gate)
        {
            var changes = make();
            if (changes.Changed || changes.ForgetKeys)
            {
                _store.Commit(changes);
            }

            return changes.Events;
        }
    }

    private PayPalOutcome Run(PayPalCall call, CallFault? fault)
    {
        try
        {
            switch (fault)
            {
                case CallFault.LockTimeout:
                    throw PayPalFailure.Conflict();
                case CallFault.NotExecuted500:
                    throw PayPalFailure.Server(500);
            }

            if (call.Operation is PayPalOperations.LookUp or PayPalOperations.Report)
            {
                var body = call.Operation == PayPalOperations.Report ? _report.Read(call.Query) : Fetch(call);
                return new(fault == CallFault.ExecutedThen500 ? Refused(PayPalFailure.Server(500), call) : new(200, body.ToJsonString()), [], Executed: false);
            }

            return Write(call, fault);
        }
        catch (PayPalFailure failure)
        {
            return new(Refused(failure, call), [], Executed: false);
        }
    }

    private PayPalOutcome Write(PayPalCall call, CallFault? fault)
    {
        if (_store.IsFull)
        {
            throw PayPalFailure.Server(503);
        }

        var executed = call.Operation switch
        {
            PayPalOperations.Create => Orders.Create(call),
            PayPalOperations.Capture => Orders.Capture(call),
            PayPalOperations.Refund => Refunds.Refund(call),
            var other => throw new ArgumentOutOfRangeException(nameof(call), other, "not an operation"),
        };
        // A decline of an order that was to be made and paid in one leaves no order behind.
        if (call.Operation == PayPalOperations.Create && executed.Refusal is not null)
        {
            executed = executed with { Changes = new PayPalChanges() };
        }

        executed.Changes.Key = executed.Refusal is null or { Saved: true } ? _keys.Remember(call, executed) : null;
        if (executed.Changes.Changed || executed.Changes.Key is not null)
        {
            _store.Commit(executed.Changes);
        }

        var answer = fault == CallFault.ExecutedThen500 ? Refused(PayPalFailure.Server(500), call)
            : executed.Refusal is { } refusal ? Refused(refusal, call)
            : new PayPalAnswer(executed.Status, Body(call, executed.ObjectId));
        return new(answer, executed.Changes.Events, executed.Changes.Changed);
    }

    private JsonObject Fetch(PayPalCall call) => call.Path.Split('/') switch
    {
        [_, _, "checkout", "orders", var id] => Objects.Order(Orders.Find(id), call.Origin, whole: true),
        [_, _, "payments", "captures", var id] when _store.TryCapture(id, out var capture) => Objects.Capture(capture, call.Origin),
        [_, _, "payments", "refunds", var id] when _store.TryRefund(id, out var refund) => PayPalObjects.Refund(refund, call.Origin),
        [_, _, "customer", "disputes", var id] when _store.TryDispute(id, out var dispute) => Objects.Dispute(dispute, call.Origin),
        _ => throw PayPalFailure.NotFound(),
    };

    private string Body(PayPalCall call, string id)
    {
        if (call.Operation == PayPalOperations.Refund)
        {
            var refund = _store.TryRefund(id, out var found) ? PayPalObjects.Refund(found, call.Origin) : throw PayPalFailure.NotFound();
            return (call.WholeAnswer ? refund : Minimal(refund)).ToJsonString();
        }

        return (_store.TryOrder(id, out var order) ? Objects.Order(order, call.Origin, call.WholeAnswer) : throw PayPalFailure.NotFound()).ToJsonString();
    }

    private static JsonObject Minimal(JsonObject body) =>
        new() { ["id"] = body["id"]!.DeepClone(), ["status"] = body["status"]!.DeepClone(), ["links"] = body["links"]!.DeepClone() };

    private static PayPalAnswer Refused(PayPalFailure failure, PayPalCall call) => new(failure.Status, failure.Body(call.DebugId));

    private static string Renewed(string body, string debugId)
    {
        var again = JsonNode.Parse(body)!;
        again["debug_id"] = debugId;
        return again.ToJsonString();
    }
}
