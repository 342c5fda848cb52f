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
    private readonly IdempotencyKeys _keys = new(store, TimeSpan.FromHours(options.Value.IdempotencyKeyHours), time);

    /// <summary>Runs the call to its end, whether or not the caller still listens.</summary>
    public async Task<Outcome> RunAsync(StripeCall call, CallFault? fault, CancellationToken stopping)
    {
        var events = new List<EventState>();
        try
        {
            lock (store.Gate)
            {
                Lapse(call.ObjectId, events);
                if (_keys.Take(call) is { } saved)
                {
                    return new(new StripeAnswer(saved.Status, saved.Body()) { OriginalRequest = saved.RequestId, ShouldRetry = saved.Status >= 500 ? false : null }, events, Executed: false);
                }
            }
        }
        catch (StripeFailure failure)
        {
            return new(failure.Answer(call.RequestId), events, Executed: false);
        }

        try
        {
            if (fault == CallFault.Slow)
            {
                await Task.Delay(options.Value.SlowMilliseconds, stopping);
            }

            lock (store.Gate)
            {
                return Execute(call, fault, events);
            }
        }
        finally
        {
            lock (store.Gate)
            {
                _keys.Release(call);
            }
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

    /// <summary>Forgets every saved answer, as Stripe does after a day.</summary>
    public void ForgetKeys()
    {
        lock (store.Gate)
        {
            store.Commit(new Changes { ForgetKeys = true });
        }
    }

    private Outcome Execute(StripeCall call, CallFault? fault, List<EventState> events)
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
