using Integration.Simulation.Gateways;
using Integration.Simulation.Host;
using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>What can happen next.</summary>
internal sealed partial class History
{
    private const int Calm = 9;

    /// <summary>Weighs every possibility. Messages come first, but nothing is impossible.</summary>
    private async Task CollectAsync()
    {
        _choices.Clear();
        _coverage.State = await _transport.StateAsync();
        var due = await _transport.DueAsync();
        if (due.Count > 0)
        {
            Choice(60, () => HandOverAsync(due[_dice.Below(due.Count)]));
        }

        if (_transport.Queued.Count > 0)
        {
            Choice(60, () => DeliverAsync(_dice.Below(_transport.Queued.Count)));
        }

        if (_standing.Count > 0)
        {
            Choice(25, () => StandingAsync(_standing[_dice.Below(_standing.Count)]));
        }

        var travelling = _network.Travelling.FindAll(call => call.Progress is (CallProgress.OnTheWire or CallProgress.Begun) && !IsLate(call));
        if (travelling.Count > 0)
        {
            Choice(_chaos.SlowConfirms ? 120 : 15, () => ArriveOrGetLost(travelling[_dice.Below(travelling.Count)]));
        }

        if (_network.Ringing.Count > 0)
        {
            Choice(20, () => RingAsync(_dice.Below(_network.Ringing.Count)));
        }

        if (_story.Left.Count > 0)
        {
            Choice(12, () => AskAsync(_story.Left[0].Message is Contracts.Payments.InitiatePayment && _dice.Percent(90) ? 0 : _dice.Below(_story.Left.Count)));
        }

        Choice(6, WorldActs);
        if (Next(await _transport.NextTimerAsync(), _stripe.NextDue) is { } next)
        {
            Choice(_choices.Count == 1 ? 60 : 4, () => PassUntilAsync(next));
        }

        if (_choices.Count > 1)
        {
            Choice(3, TimeAsync);
            Choice(2, Outage);
            Choice(4, TellAgain);
            if (_operators.AreThere)
            {
                Choice(6, OperateAsync);
            }

            if (_chaos.Meddles && _stripe.Open.FirstOrDefault() is { } open)
            {
                Choice(20, () => Meddle(open));
            }
        }
        else
        {
            _choices.Clear();       // only the world could act, and it waits for us
        }
    }

    /// <summary>A slow gateway takes it when the payment has given it up, and not before.</summary>
    private bool IsLate(PendingCall call) => call.Progress == CallProgress.OnTheWire && _chaos.IsSlow(call.Info) && _coverage.State != "Releasing";

    private void Choice(int weight, Func<Task> act) => _choices.Add(("", weight, act));

    private void Choice(int weight, Action act) => Choice(weight, () =>
    {
        act();
        return Task.CompletedTask;
    });

    /// <summary>A process that stands at a call or after a commit: it goes on, gives up, dies; or the broker takes it for dead and hands its message to another.</summary>
    private Task StandingAsync(Dispatch dispatch)
    {
        var what = _dice.Below(10);
        switch (what < 4 && _mask.Next() ? what : Calm)
        {
            case 0 or 1:
                _coverage.Fault(dispatch.Call is null ? Fault.ProcessKilledWhileItStandsAfterACommit : Fault.ProcessKilledInACall, dispatch.Call is { } at ? $"{at.Info.Operation}, which is {at.Progress}" : null);
                return KillAsync(dispatch);
            case 2 when !dispatch.Delivery.Redelivered:
                _coverage.Fault(Fault.BrokerRedeliversWhileTheFirstStands);
                Trace.Add($"the broker takes #{dispatch.Number} for dead and delivers {dispatch.Delivery.Type} again");
                _transport.Queued.Add(dispatch.Delivery with { Redelivered = true });
                return Task.CompletedTask;
            case 3 when dispatch.Call is { } call:
                _coverage.Fault(Fault.CallGivenUp, $"{call.Info.Operation}, which is {call.Progress}");
                Trace.Add($"#{dispatch.Number} waits no longer for {call.Info.Operation}, which is {call.Progress}");
                return ResumeAsync(dispatch, _dice.Percent(50) ? call.TimeOut : call.Reset);
            default:
                return GoOnAsync(dispatch);
        }
    }

    private void ArriveOrGetLost(PendingCall call)
    {
        if (_chaos.Strikes(20))
        {
            Trace.Add($"{call.Info.Operation} {call.Info.ObjectId ?? call.Info.Key} gets lost");
            _coverage.Fault(Fault.CallLost, call.Info.Operation);
            call.Lose();
            _network.Travelling.Remove(call);
            return;
        }

        if (call.Progress == CallProgress.OnTheWire && _dice.Percent(20))
        {
            Trace.Add($"{call.Info.Operation} {call.Info.ObjectId ?? call.Info.Key} arrives and is not executed yet");
            call.Begin();
            return;
        }

        Arrive(call);
    }

    private void Arrive(PendingCall call)
    {
        Trace.Add($"{call.Info.Operation} {call.Info.ObjectId ?? call.Info.Key} arrives{(call.IsWaiting ? "" : ", long after its caller gave up")}");
        if (!call.IsWaiting)
        {
            _coverage.Fault(Fault.CallExecutedAfterItsCallerWasGone, call.Info.Operation);
        }

        call.Execute();
        _network.Travelling.Remove(call);
    }

    /// <summary>Seconds, the time of a lease, hours; or somebody sets the wall clock.</summary>
    private Task TimeAsync()
    {
        switch (_dice.Below(14))
        {
            case < 6:
                return PassAsync(TimeSpan.FromMilliseconds(_dice.Below(30_000)));
            case < 9:
                return PassAsync(TimeSpan.FromSeconds(60 + _dice.Below(120)));
            case 9:
                return PassAsync(TimeSpan.FromHours(1 + _dice.Below(7)));
            case < 13:
                // At times beyond what any gateway remembers.
                return PassAsync(_dice.Percent(15) ? TimeSpan.FromDays(44 + _dice.Below(10)) : TimeSpan.FromHours(20 + _dice.Below(10)));
            default:
                if (!_mask.Next())
                {
                    return Task.CompletedTask;
                }

                var jump = TimeSpan.FromMilliseconds(_dice.Below(4000) - 2000);
                _coverage.Fault(jump < TimeSpan.Zero ? Fault.ClockSetBack : Fault.ClockSetForward);
                Trace.Add($"the clock is set by {jump}");
                _world.Clock.Set(jump);
                return Task.CompletedTask;
        }
    }

    /// <summary>Gateways repeat for days what they have told.</summary>
    private void TellAgain()
    {
        if (_chaos.Strikes(_chaos.Webhooks))
        {
            _network.TellAgain();
        }
    }

    private void Outage()
    {
        _chaos.Down = _chaos.Down is not null ? null : _chaos.Strikes(_chaos.Calls) ? (_dice.Percent(70) ? "stripe" : "paypal") : null;
        if (_chaos.Down is { } down)
        {
            _coverage.Fault(Fault.Outage, down);
            Trace.Add($"{down} is down");
        }
    }
}
