using Integration.GatewaySandbox;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Ledger;
using Integration.GatewaySandbox.Webhooks;
using Integration.WebhookIngress.Webhooks;

namespace Integration.Simulation.Gateways;

/// <summary>One gateway's account for one history: the sandbox's own engine, without sockets, threads or time of its own. What is drawn by chance comes from the seed, so the same
/// calls at the same times give the same answers, byte for byte. For one thread.</summary>
internal abstract class GatewayModel(string name, Random chance, ICallDirector director, IEventSink sink)
{
    /// <summary><c>stripe</c> or <c>paypal</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The account's books: every invariant's oracle.</summary>
    public abstract ILedgerSource Books { get; }

    /// <summary>When the gateway next does something by itself; null when it has nothing to do.</summary>
    public abstract DateTimeOffset? NextDue { get; }

    /// <summary>Makes what is due happen, and raises its events.</summary>
    public abstract void ApplyDue();

    /// <summary>Every remembered key is forgotten at once. By themselves keys end by the clock.</summary>
    public abstract void ForgetKeys();

    /// <summary>A copy of the books; its captures are grouped by payment.</summary>
    public LedgerView Ledger() => LedgerView.Of([Books]);

    /// <summary>What the ingress would publish for the event, with the message's identity.</summary>
    /// <exception cref="InvalidOperationException">The ingress refuses it: the model makes what is no event.</exception>
    public abstract WebhookMessage Message(EventState told);

    /// <summary>The same change told by another event, as gateways do at times.</summary>
    public abstract EventState Twin(EventState told);

    /// <summary>A call over HTTP. The task is finished unless the director holds the call.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        WireCall call;
        using (Draw())
        {
            call = Receive(request);
        }

        var plan = director.Decide(call.Info);
        if (plan.Unsent is { } reason)
        {
            return Task.FromException<HttpResponseMessage>(NetworkFailures.Unsent(reason));
        }

        if (plan.HeldAt is { } at)
        {
            return Hold(call, at);
        }

        if (plan.Fault == CallFault.ConnectionResetBefore)
        {
            return Task.FromException<HttpResponseMessage>(NetworkFailures.Reset());
        }

        Execute(call, plan.Fault);
        return plan.Fault == CallFault.ConnectionResetAfter ? Task.FromException<HttpResponseMessage>(NetworkFailures.Reset()) : Task.FromResult(call.Answer());
    }

    /// <summary>The call arrives.</summary>
    internal void Begin(WireCall call)
    {
        using (Draw())
        {
            call.Begin(null);
        }
    }

    /// <summary>The call is executed, once.</summary>
    internal void Execute(WireCall call, CallFault? fault)
    {
        using (Draw())
        {
            if (!call.Execute(fault))
            {
                return;
            }
        }

        var (effect, events) = Read(call);
        director.Executed(call.Info, effect);
        Tell(events, call.Info);
    }

    /// <summary>Reads a request.</summary>
    protected abstract WireCall Receive(HttpRequestMessage request);

    /// <summary>What came of an executed call.</summary>
    protected abstract (CallEffect Effect, IReadOnlyList<EventState> Events) Read(WireCall call);

    /// <summary>The seed is the source of chance until the scope ends.</summary>
    protected Chance.Scope Draw() => Chance.From(chance);

    /// <summary>Hands events to the scheduler.</summary>
    protected void Tell(IReadOnlyList<EventState> events, CallInfo? cause)
    {
        foreach (var one in events)
        {
            sink.Raise(this, one, cause);
        }
    }

    /// <summary>The message of a verified event.</summary>
    protected WebhookMessage Message(EventState told, WebhookEvent? read, DateTimeOffset now) => read is { IsNamed: true }
        ? WebhookMessage.Of(Name, read, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)))
        : throw new InvalidOperationException($"The ingress takes {told.Id} ({told.Type}) for no event of {Name}.");

    private Task<HttpResponseMessage> Hold(WireCall call, CallProgress at)
    {
        var pending = new PendingCall(this, call);
        if (at == CallProgress.Executed)
        {
            pending.Execute();
        }
        else if (at == CallProgress.Begun)
        {
            pending.Begin();
        }

        director.Hold(pending);
        return pending.Task;
    }
}
