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
    public Verdict Run(long seed, Coverage coverage, bool written)
    {
        var verdict = Run(_world, seed, coverage, written || _model is not null);
        return _model is null ? verdict : Compare(verdict, Run(_model, seed, new Coverage(), written: true), written);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _world.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _model?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static Verdict Run(World world, long seed, Coverage coverage, bool written) => History.RunAsync(world, seed, coverage, written).GetAwaiter().GetResult();

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
