using Integration.Simulation.Judge;

namespace Integration.Simulation.Host;

/// <summary>One message at one consumer: a task that runs until it is over, stands still at a call or after a commit, or has died with its process.</summary>
internal sealed class Dispatch(Delivery delivery, int number)
{
    [ThreadStatic]
    private static Dispatch? _current;

    /// <summary>Whose code is running on this thread: it runs until control comes back to the scheduler, which then says that nobody's does.</summary>
    public static Dispatch? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>What is handled.</summary>
    public Delivery Delivery { get; } = delivery;

    /// <summary>In the order of the history.</summary>
    public int Number { get; } = number;

    /// <summary>Set to die at a commit: 1 is the first of the dispatch.</summary>
    public int DieAtCommit { get; set; }

    /// <summary>The death comes after that commit, not before it.</summary>
    public bool DieAfterwards { get; set; }

    /// <summary>Set to stand still after a commit, as a process that is stopped does: 1 is the first.</summary>
    public int StopAfterCommit { get; set; }

    /// <summary>Commits so far, and one that it died at.</summary>
    public int Commits { get; set; }

    /// <summary>It has committed something.</summary>
    public bool Committed => Commits > (Dead && !DieAfterwards ? 1 : 0);

    /// <summary>How it is to die.</summary>
    public Fault Death => (DieAtCommit, DieAfterwards) switch
    {
        (1, false) => Fault.ProcessDiesBeforeItsFirstCommit,
        (1, true) => Fault.ProcessDiesAfterItsFirstCommit,
        (_, false) => Fault.ProcessDiesBeforeItsSecondCommit,
        _ => Fault.ProcessDiesAfterItsSecondCommit,
    };

    /// <summary>It died with its process: nothing of it runs any more.</summary>
    public bool Dead { get; set; }

    /// <summary>Lets one that stands still after a commit go on.</summary>
    public TaskCompletionSource? Stopped { get; set; }

    /// <summary>The connection it holds while it stands after a commit: the server loses it with the process.</summary>
    public IAsyncDisposable? Connection { get; set; }

    /// <summary>The call it stands at.</summary>
    public Gateways.PendingCall? Call { get; set; }

    /// <summary>What runs.</summary>
    public Task Run { get; set; } = Task.CompletedTask;

    /// <summary>It stands still at a call or after a commit, or is dead.</summary>
    public bool Stands { get; set; }

    /// <summary>Never comes back: the process is gone.</summary>
    public Task DieAsync()
    {
        Dead = true;
        Stands = true;
        return new TaskCompletionSource().Task;
    }

    /// <summary>Comes back when the scheduler says so.</summary>
    public Task StopAsync()
    {
        Stopped = new();
        Stands = true;
        return Stopped.Task;
    }
}
