using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>The worlds of one thread: one, or two that are compared.</summary>
internal sealed class Lane : IDisposable
{
    /// <summary>A connection string whose user may create databases.</summary>
    public const string ServerVariable = "INTEGRATION_TEST_POSTGRES";

    private readonly World _world;
    private readonly World? _model;

    /// <exception cref="InvalidOperationException">A server is needed, and none is named.</exception>
    public Lane(Store store)
    {
        _world = new World(store == Store.Memory ? null : Server());
        _model = store == Store.Compared ? new World() : null;
    }

    /// <summary>What there is to visit.</summary>
    public Reach Reach => new(_world.Host.Services);

    /// <summary>Runs a history to its end. Nothing in it waits for anything but the scheduler and, on the spot, the server: the task is over when it comes back.</summary>
    public Verdict Run(long seed, Coverage coverage, bool written, IReadOnlySet<int>? only = null)
    {
        var verdict = Run(_world, seed, coverage, written || _model is not null, new Mask(only));
        return _model is null ? verdict : Compare(verdict, Run(_model, seed, new Coverage(), written: true, new Mask(only)), written);
    }

    /// <summary>Tells a variant of a broken history with the fewest faults, and how to repeat it. A world in which a history broke off is not used again.</summary>
    public static Verdict Shrink(Store store, long seed)
    {
        var mask = new Mask();
        using (var lane = new Lane(store))
        {
            Run(lane._world, seed, new Coverage(), false, mask);
        }

        var left = Shrinker.Shrink(mask.Drawn, only => Anew(store, seed, only, written: false).Broken.Count > 0);
        var verdict = Anew(store, seed, left, written: true);
        var numbers = left.Count == 0 ? "-" : string.Join(',', left);
        return verdict with { Trace = [$"{left.Count} of {mask.Drawn} faults break it: simulate --seed {seed} --only {numbers} --trace", .. verdict.Trace] };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _world.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _model?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static Verdict Anew(Store store, long seed, IReadOnlySet<int> only, bool written)
    {
        using var lane = new Lane(store);
        return lane.Run(seed, new Coverage(), written, only);
    }

    private static Verdict Run(World world, long seed, Coverage coverage, bool written, Mask mask) =>
        History.RunAsync(world, seed, coverage, written, mask).GetAwaiter().GetResult();

    private static Verdict Compare(Verdict real, Verdict model, bool written)
    {
        string[] ours = [.. model.Trace, .. model.Broken], theirs = [.. real.Trace, .. real.Broken];
        var same = ours.Zip(theirs).TakeWhile(lines => lines.First == lines.Second).Count();
        IReadOnlyList<string> broken = same == ours.Length && same == theirs.Length
            ? real.Broken
            : [.. real.Broken, $"PostgreSQL and its model part at line {same + 1}: on PostgreSQL \"{theirs.ElementAtOrDefault(same)}\", in the model \"{ours.ElementAtOrDefault(same)}\""];
        return real with { Broken = broken, Trace = written || broken.Count > 0 ? real.Trace : [] };
    }

    private static string Server() => Environment.GetEnvironmentVariable(ServerVariable)
        ?? throw new InvalidOperationException($"{ServerVariable} is not set: it names the PostgreSQL server, as in \"Host=127.0.0.1;Username=integration;Database=postgres\".");
}
