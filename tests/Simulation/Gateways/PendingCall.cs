namespace Integration.Simulation.Gateways;

/// <summary>A call whose caller waits. The gateway's side (<see cref="Begin"/>, <see cref="Execute"/>, <see cref="Lose"/>) and the caller's side (<see cref="Answer"/>, <see cref="Reset"/>,
/// <see cref="TimeOut"/>, or nothing at all when the caller is dead) are apart: a call can be executed long after its caller gave up. The caller goes on within the method that
/// ends its wait, on the same thread.</summary>
internal sealed class PendingCall(GatewayModel model, WireCall call)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _caller = new();

    /// <summary>What was called.</summary>
    public CallInfo Info => call.Info;

    /// <summary>How far it has come at the gateway.</summary>
    public CallProgress Progress => call.Progress;

    /// <summary>When it was sent, by the clock's timestamp.</summary>
    public long SentAt { get; set; }

    /// <summary>The caller still waits, if it lives.</summary>
    public bool IsWaiting => !_caller.Task.IsCompleted;

    internal Task<HttpResponseMessage> Task => _caller.Task;

    /// <summary>The call arrives: from now on its key is in use. A repeat changes nothing.</summary>
    public void Begin() => model.Begin(call);

    /// <summary>The gateway executes the call, and raises its events. A repeat changes nothing.</summary>
    public void Execute() => model.Execute(call, null);

    /// <summary>The call never arrives, or its execution breaks off before it changed anything. Of an executed call it changes nothing.</summary>
    public void Lose() => call.Lose();

    /// <summary>The caller gets the gateway's answer, as it was when the call was executed.</summary>
    /// <exception cref="InvalidOperationException">The call was not executed, or the caller waits no longer.</exception>
    public void Answer()
    {
        if (Progress != CallProgress.Executed)
        {
            throw new InvalidOperationException($"{Info} has no answer yet: it was not executed.");
        }

        End(caller => caller.SetResult(call.Answer()));
    }

    /// <summary>The connection is reset.</summary>
    /// <exception cref="InvalidOperationException">The caller waits no longer.</exception>
    public void Reset() => End(caller => caller.SetException(NetworkFailures.Reset()));

    /// <summary>The caller's time is over.</summary>
    /// <exception cref="InvalidOperationException">The caller waits no longer.</exception>
    public void TimeOut() => End(caller => caller.SetException(NetworkFailures.TimedOut()));

    /// <summary>A synchronization context would carry the caller's next step to another thread.</summary>
    private void End(Action<TaskCompletionSource<HttpResponseMessage>> end)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            end(_caller);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
