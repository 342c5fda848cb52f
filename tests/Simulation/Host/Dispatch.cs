namespace Integration.Simulation.Host;

/// <summary>One message at one consumer: a task that runs until it is over, stands still at a call or after a commit, or has died with its process.</summary>
internal sealed class Dispatch(Delivery delivery, int number)
{
    private static readonly AsyncLocal<Dispatch?> Ambient = new();

    /// <summary>Whose code is running.</summary>
    public static Dispatch? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
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

    /// <summary>Commits so far.</summary>
    public int Commits { get; set; }

    /// <summary>It died with its process: nothing of it runs any more.</summary>
    public bool Dead { get; set; }

    /// <summary>Lets one that stands still after a commit go on.</summary>
    public TaskCompletionSource? Stopped { get; set; }

    /// <summary>The call it stands at.</summary>
    public Gateways.PendingCall? Call { get; set; }

    /// <summary>What runs.</summary>
    public Task Run { get; set; } = Task.CompletedTask;

    /// <summary>Completes when it stands still, for those who cannot see it at once.</summary>
    public TaskCompletionSource Standing { get; set; } = new();

    /// <summary>It stands still or is dead.</summary>
    public void Stand() => Standing.TrySetResult();

    /// <summary>Never comes back: the process is gone.</summary>
    public Task DieAsync()
    {
        Dead = true;
        Stand();
        return new TaskCompletionSource().Task;
    }

    /// <summary>Comes back when the scheduler says so.</summary>
    public Task StopAsync()
    {
        Stopped = new();
        Stand();
        return Stopped.Task;
    }
}
