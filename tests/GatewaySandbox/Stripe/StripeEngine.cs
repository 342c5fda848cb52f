using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>What a call did: its answer, and the events that are now to be delivered.</summary>
internal sealed record Outcome(StripeAnswer Answer, IReadOnlyList<EventState> Events, bool Executed);

/// <summary>A call behind the front door: key, execution, and what is remembered. Knows nothing of HTTP.</summary>
internal sealed class StripeEngine(IOptions<SandboxOptions> options, StripeStore store, TimeProvider time)
{
    private readonly StripeAccount _account = new(store, options.Value, time);
    private readonly IdempotencyKeys _keys = new(store, options.Value, time);

    /// <summary>Runs the call to its end, whether or not the caller still listens.</summary>
    public async Task<Outcome> RunAsync(StripeCall call, CallFault? fault, CancellationToken stopping)
    {
        var events = new List<EventState>();
        if (Begin(call, events) is { } known)
        {
            return known;
        }

        try
        {
            if (fault == CallFault.Slow)
            {
                await Task.Delay(options.Value.SlowMilliseconds, stopping);
            }

            return Execute(call, fault, events);
        }
        finally
        {
            End(call);
        }
    }

    /// <summary>The call arrives: its key is in use until <see cref="End"/>. An outcome says that there is nothing to execute: its answer is known, or it is refused.</summary>
    /// <param name="events">Gets what is to be told because time has passed.</param>
    public Outcome? Begin(StripeCall call, List<EventState> events)
    {
        lock (store.Gate)
        {
            Lapse(call.ObjectId, events);
            try
            {
                return _keys.Take(call) is { } saved
                    ? new(new StripeAnswer(saved.Status, saved.Body()) { OriginalRequest = saved.RequestId, ShouldRetry = saved.Status >= 500 ? false : null }, events, Executed: false)
                    : null;
            }
            catch (StripeFailure failure)
            {
                return new(failure.Answer(call.RequestId), events, Executed: false);
            }
        }
    }

    /// <summary>Executes a call that has begun; <paramref name="events"/> are those of its beginning.</summary>
    public Outcome Execute(StripeCall call, CallFault? fault, List<EventState> events)
    {
        lock (store.Gate)
        {
            return Run(call, fault, events);
        }
    }

    /// <summary>A call that has begun is over, executed or not.</summary>
    public void End(StripeCall call)
    {
        lock (store.Gate)
        {
            _keys.Release(call);
        }
    }

    /// <summary>What somebody else than the merchant does: the customer, a bank, or a hand that plants a fault.</summary>
    public Outcome Act(Func<StripeAccount, Executed> act, string requestId)
    {
        lock (store.Gate)
        {
            try
            {
                var executed = act(_account);
                store.Commit(executed.Changes);
                return new(new StripeAnswer(executed.Status, executed.Body.ToJsonString()), executed.Changes.Events, Executed: true);
            }
            catch (StripeFailure failure)
            {
                return new(failure.Answer(requestId), [], Executed: false);
            }
        }
    }

    /// <summary>Makes what is due happen; one outcome for every change of which there is something to tell.</summary>
    public List<Outcome> ApplyDue()
    {
        var outcomes = new List<Outcome>();
        lock (store.Gate)
        {
            foreach (var changes in _account.Due())
            {
                store.Commit(changes);
                if (changes.Events.Count > 0)
                {
                    outcomes.Add(new(new StripeAnswer(200, ""), changes.Events, Executed: true));
                }
            }
        }

        return outcomes;
    }

    /// <summary>Cancels every intent whose authorization lapsed, touched or not; one outcome for each.</summary>
    public List<Outcome> LapseDue()
    {
        lock (store.Gate)
        {
            var outcomes = new List<Outcome>();
            foreach (var intent in store.Intents.Select(i => i.Id).ToList())
            {
                var events = new List<EventState>();
                Lapse(intent, events);
                if (events.Count > 0)
                {
                    outcomes.Add(new(new StripeAnswer(200, ""), events, Executed: true));
                }
            }

            return outcomes;
        }
    }

    /// <summary>Forgets every saved answer, as Stripe does after a day.</summary>
    public void ForgetKeys()
    {
        lock (store.Gate)
        {
            store.Commit(new Changes { ForgetKeys = true });
        }
    }

    private Outcome Run(StripeCall call, CallFault? fault, List<EventState> events)
    {
        var changes = new Changes();
        StripeAnswer answer;
        bool remember;
        try
        {
            switch (fault)
            {
                case CallFault.LockTimeout:
                    throw StripeFailure.LockTimeout();
                case CallFault.NotExecuted500:
                    throw StripeFailure.ServerError(500, saved: true);
            }

            var executed = _account.Execute(call);
            changes = executed.Changes;
            remember = true;
            answer = fault == CallFault.ExecutedThen500 ? StripeFailure.ServerError(500, saved: true).Answer(call.RequestId)
                : new StripeAnswer(executed.Status, executed.Status < 400 ? executed.Body.ToJsonString() : StripeFailure.Body(executed.Body, call.RequestId));
        }
        catch (StripeFailure failure)
        {
            answer = failure.Answer(call.RequestId);
            remember = failure.Saved;
        }

        changes.Saved = remember ? _keys.Save(call, answer) : null;
        var changed = changes.ChangeObjects;
        if (changed || changes.Saved is not null)
        {
            store.Commit(changes);
        }

        events.AddRange(changes.Events);
        return new(answer, events, changed);
    }

    private void Lapse(string? intent, List<EventState> events)
    {
        if (intent is not null && _account.Lapse(intent) is { } lapsed)
        {
            store.Commit(lapsed);
            events.AddRange(lapsed.Events);
        }
    }
}
