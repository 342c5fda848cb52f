using Integration.Simulation.Gateways;
using Integration.Simulation.Host;
using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>How it happens.</summary>
internal sealed partial class History
{
    private async Task HandOverAsync(Guid row)
    {
        var deleted = !_chaos.Strikes(_chaos.Processes / 8);
        var message = await _transport.HandOverAsync(row, deleted);
        if (Trace.IsWritten)
        {
            Trace.Add($"handed over: {message.MessageType.Split(';')[0].Split(':')[^1]}{(deleted ? "" : "; the sender dies before it can delete the row")}");
        }

        if (!deleted)
        {
            _coverage.Fault(Fault.OutboxHandsOverTwice);
        }
    }

    private async Task DeliverAsync(int index)
    {
        var delivery = _transport.Queued[index];
        _transport.Queued.RemoveAt(index);
        var dispatch = new Dispatch(delivery, ++_number);
        if (_chaos.Strikes(_chaos.Processes))
        {
            Plan(dispatch);
        }

        if (Trace.IsWritten)
        {
            Trace.Add($"#{dispatch.Number} {delivery.Queue} gets {delivery.Type}{(delivery.Redelivered ? " again" : "")}");
        }

        await HearsAsync(delivery);
        Dispatch.Current = dispatch;
        dispatch.Run = _world.Host.Endpoints.SendAsync(delivery);
        await SettleAsync(dispatch);
    }

    /// <summary>Counts it, unless the saga's inbox has it: the saga does not hear that.</summary>
    private async Task HearsAsync(Delivery delivery)
    {
        if (delivery.Queue is "payments" or "refunds" && !_handled.Contains((delivery.Queue, delivery.Message.MessageId)))
        {
            _coverage.Hears(delivery.Queue, delivery.Queue == "payments" ? await _transport.StateAsync() : await _world.RefundStateAsync(delivery.Message), delivery.Type);
        }
    }

    private void Plan(Dispatch dispatch)
    {
        switch (_dice.Below(6))
        {
            case 0:
                dispatch.DieAtCommit = 1;
                break;
            case 1:
                (dispatch.DieAtCommit, dispatch.DieAfterwards) = (1, true);
                break;
            case 2:
                dispatch.DieAtCommit = 2;
                break;
            case 3:
                (dispatch.DieAtCommit, dispatch.DieAfterwards) = (2, true);
                break;
            case 4:
                dispatch.StopAfterCommit = 1;
                break;
            default:
                _coverage.Fault(Fault.BrokerDeliversTwice);
                _transport.Queued.Add(dispatch.Delivery with { Redelivered = true });
                break;
        }
    }

    /// <summary>Control came back: the dispatch is over, stands, or is dead.</summary>
    private async Task SettleAsync(Dispatch dispatch)
    {
        Dispatch.Current = null;
        if (dispatch.Run.IsCompleted || dispatch.Committed)
        {
            _handled.Add((dispatch.Delivery.Queue, dispatch.Delivery.Message.MessageId));
        }

        if (dispatch.Run.IsCompleted)
        {
            _standing.Remove(dispatch);
            await dispatch.Run;     // a delivery that fails outright is a fault of the product: refused messages end in the dead letters
            return;
        }

        if (!dispatch.Stands)
        {
            throw new InvalidOperationException($"{dispatch.Delivery.Type} waits for something that the scheduler does not know");
        }

        if (dispatch.Dead)
        {
            _coverage.Fault(dispatch.Death, dispatch.Delivery.Type);
            await KillAsync(dispatch);
        }
        else if (!_standing.Contains(dispatch))
        {
            _standing.Add(dispatch);
        }
    }

    /// <summary>The process is gone: what it waited for never comes to it, and the broker delivers its message again.</summary>
    private async Task KillAsync(Dispatch dispatch)
    {
        Trace.Add($"#{dispatch.Number} dies with its process; {dispatch.Delivery.Type} comes again");
        dispatch.Dead = true;
        _standing.Remove(dispatch);
        _transport.Queued.Add(dispatch.Delivery with { Redelivered = true });
        if (dispatch.Connection is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    /// <summary>What it stands at is over: the call is executed if it was not, and answered.</summary>
    private Task GoOnAsync(Dispatch dispatch)
    {
        if (dispatch.Call is not { } call)
        {
            Trace.Add($"#{dispatch.Number} goes on");
            return ResumeAsync(dispatch, () => dispatch.Stopped!.SetResult());
        }

        if (call.Progress == CallProgress.Lost)
        {
            Trace.Add($"#{dispatch.Number} gives up {call.Info.Operation}, which got lost");
            return ResumeAsync(dispatch, call.TimeOut);
        }

        if (IsLate(call))
        {
            Trace.Add($"#{dispatch.Number} gives up {call.Info.Operation}, which is slow");
            _coverage.Fault(Fault.CallGivenUp, $"{call.Info.Operation}, which is {call.Progress}");
            return ResumeAsync(dispatch, call.TimeOut);
        }

        if (call.Progress != CallProgress.Executed)
        {
            Arrive(call);
        }

        Trace.Add($"#{dispatch.Number} gets the answer to {call.Info.Operation}");
        return ResumeAsync(dispatch, call.Answer);
    }

    private Task ResumeAsync(Dispatch dispatch, Action resume)
    {
        dispatch.Call = null;
        dispatch.Stands = false;
        Dispatch.Current = dispatch;
        resume();
        return SettleAsync(dispatch);
    }

    private async Task RingAsync(int index)
    {
        var (gateway, told) = _network.Ringing[index];
        _network.Ringing.RemoveAt(index);
        var message = gateway.Message(told);
        Trace.Add($"{gateway.Name} rings: {told.Type} of {told.ObjectId}");
        await _world.Host.PublishAsync(message.Body, message.Id);
    }

    private async Task AskAsync(int index)
    {
        var act = _story.Take(index);
        Trace.Add($"the caller {act.Words}{(act.Twice ? ", twice" : "")}");
        await _world.Host.PublishAsync(act.Message, act.MessageId);
        if (act.Twice)
        {
            _coverage.Fault(Fault.CallerSendsTwice);
            await _world.Host.PublishAsync(act.Message, act.MessageId);
        }
    }

    /// <summary>False: there is no payment yet that ops could ask about.</summary>
    private async Task<bool> OperateAsync()
    {
        if (await _operators.AskAsync() is not var (command, id))
        {
            return false;
        }

        Trace.Add($"ops ask: {command}");
        await _world.Host.PublishAsync(command, id);
        return true;
    }

    private Task PassUntilAsync(DateTimeOffset until) => PassAsync(until > _world.Clock.Now ? until - _world.Clock.Now : TimeSpan.Zero);

    private Task PassAsync(TimeSpan by)
    {
        while (_network.Overdue(by) is [var call, ..])
        {
            ArriveOrGetLost(call);      // now or never
        }

        _world.Clock.Pass(by);
        _stripe.ApplyDue();
        Trace.Add($"{by} pass");
        return Task.CompletedTask;
    }
}
