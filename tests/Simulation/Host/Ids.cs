using MassTransit;

namespace Integration.Simulation.Host;

/// <summary>Ids of messages and rows, counted from the history's beginning. A history runs on one thread, and its thread has its own counter; another thread gets ids as ever.</summary>
internal sealed class Ids : INewIdGenerator
{
    [ThreadStatic]
    private static Counter? _counter;

    [ThreadStatic]
    private static Counter? _beside;

    private static readonly NewIdGenerator Ordinary = new(new MassTransit.NewIdProviders.StopwatchTickProvider(), new MassTransit.NewIdProviders.HostNameHashWorkerIdProvider());

    private Ids()
    {
    }

    /// <summary>Takes the place of the process's generator. A repeat changes nothing.</summary>
    public static void Install() => NewId.SetGenerator(new Ids());

    /// <summary>Counts anew on this thread.</summary>
    public static void Restart() => (_counter, _beside) = (new(0x51A), new(0x51B));

    /// <summary>Runs a part of a dispatch with ids of the other of this thread's two counters: what happens beside a payment's history takes none of the history's own.</summary>
    public static void Beside(Dispatch dispatch, Action run)
    {
        Swap();
        Dispatch.Current = dispatch;
        try
        {
            run();
        }
        finally
        {
            Dispatch.Current = null;
            Swap();
        }
    }

    private static void Swap() => (_counter, _beside) = (_beside, _counter);

    /// <inheritdoc />
    public NewId Next() => _counter is { } counter ? new NewId(0, (int)(++counter.Last >> 32), counter.Whose, (int)counter.Last) : Ordinary.Next();

    /// <inheritdoc />
    public Guid NextGuid() => Next().ToGuid();

    /// <inheritdoc />
    public Guid NextSequentialGuid() => Next().ToSequentialGuid();

    /// <inheritdoc />
    public ArraySegment<NewId> Next(NewId[] ids, int index, int count)
    {
        for (var i = 0; i < count; i++)
        {
            ids[index + i] = Next();
        }

        return new(ids, index, count);
    }

    /// <inheritdoc />
    public ArraySegment<Guid> NextGuid(Guid[] ids, int index, int count) => Fill(ids, index, count, NextGuid);

    /// <inheritdoc />
    public ArraySegment<Guid> NextSequentialGuid(Guid[] ids, int index, int count) => Fill(ids, index, count, NextSequentialGuid);

    private static ArraySegment<Guid> Fill(Guid[] ids, int index, int count, Func<Guid> next)
    {
        for (var i = 0; i < count; i++)
        {
            ids[index + i] = next();
        }

        return new(ids, index, count);
    }

    private sealed class Counter(int whose)
    {
        public int Whose => whose;

        public long Last { get; set; }
    }
}
