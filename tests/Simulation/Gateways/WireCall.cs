using Integration.GatewaySandbox.Faults;

namespace Integration.Simulation.Gateways;

/// <summary>A call on its way through a gateway, step by step.</summary>
internal abstract class WireCall(CallInfo info)
{
    private bool _waits;

    /// <summary>What it is.</summary>
    public CallInfo Info { get; } = info;

    /// <summary>How far it has come.</summary>
    public CallProgress Progress { get; private set; }

    /// <summary>It arrives; a repeat changes nothing.</summary>
    public void Begin(CallFault? fault)
    {
        if (Progress == CallProgress.OnTheWire)
        {
            _waits = Arrive(fault);
            Progress = CallProgress.Begun;
        }
    }

    /// <summary>It is executed, or turns out to be refused or known. False: it was over before, executed or lost.</summary>
    public bool Execute(CallFault? fault)
    {
        if (Progress >= CallProgress.Executed)
        {
            return false;
        }

        Begin(fault);
        if (_waits)
        {
            Perform(fault);
        }

        Progress = CallProgress.Executed;
        return true;
    }

    /// <summary>A call that has not been executed never will be, and its key is free.</summary>
    public void Lose()
    {
        if (Progress == CallProgress.Begun && _waits)
        {
            Release();
        }

        Progress = Progress == CallProgress.Executed ? CallProgress.Executed : CallProgress.Lost;
    }

    /// <summary>The answer; to be read once it is executed.</summary>
    public abstract HttpResponseMessage Answer();

    /// <summary>Takes the key. False: there is nothing to execute.</summary>
    protected abstract bool Arrive(CallFault? fault);

    /// <summary>Executes and gives the key back.</summary>
    protected abstract void Perform(CallFault? fault);

    /// <summary>Gives the key back.</summary>
    protected abstract void Release();
}
