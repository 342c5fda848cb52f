using Integration.Simulation.Defects;
using Integration.Simulation.Judge;
using Integration.Simulation.Run;

namespace Integration.Simulation;

/// <summary>Of hundreds of faults only a few break anything.</summary>
public sealed class When_a_broken_history_is_shrunk
{
    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(200, new[] { 7 })]
    [InlineData(201, new[] { 0, 99, 200 })]
    [InlineData(64, new int[0])]
    public void Should_keep_only_what_breaks_it(int drawn, int[] cause) =>
        Shrinker.Shrink(drawn, only => cause.All(only.Contains)).ShouldBe(cause);

    [Fact]
    public void Should_leave_nothing_out_that_is_needed_only_with_another()
    {
        var left = Shrinker.Shrink(40, only => only.Contains(3) ? only.Contains(30) : only.Contains(5) && only.Contains(6));

        (left.SetEquals([3, 30]) || left.SetEquals([5, 6])).ShouldBeTrue(string.Join(", ", left));
    }

    [Fact]
    public Task Should_run_a_history_with_only_the_faults_that_are_named() => Task.Run(async () =>
    {
        await using var world = new World();
        var all = new Mask();
        var (calm, whole) = (new Coverage(), new Coverage());
        await History.RunAsync(world, 2, whole, mask: all);
        var verdict = await History.RunAsync(world, 2, calm, written: true, mask: new Mask(new HashSet<int>()));

        all.Drawn.ShouldBeGreaterThan(5);
        whole.Counts.Keys.ShouldContain(key => key.StartsWith("in state", StringComparison.Ordinal));
        calm.Counts.Keys.ShouldNotContain(key => key.StartsWith("in state", StringComparison.Ordinal) && !key.EndsWith(nameof(Fault.CallerSendsTwice), StringComparison.Ordinal));
        verdict.Broken.ShouldBeEmpty();
        verdict.Trace.Count.ShouldBeGreaterThan(10);
    });

    /// <summary>A real defect, in a history that few faults break: what is left is the fault that the defect misreads, and little else.</summary>
    [Fact]
    public Task Should_find_the_few_faults_that_a_planted_defect_needs() => Task.Run(async () =>
    {
        var (seed, mask) = await BrokenAsync(new ServerErrorIsProof());

        var left = Shrinker.Shrink(mask.Drawn, only => RunAsync(seed, only).GetAwaiter().GetResult().Broken.Count > 0);

        mask.Drawn.ShouldBeGreaterThan(left.Count);
        left.Count.ShouldBeInRange(1, 3);
        var shown = await RunAsync(seed, left);
        shown.Broken.ShouldContain(line => line.StartsWith("F1: ", StringComparison.Ordinal) || line.StartsWith("F2: ", StringComparison.Ordinal) || line.StartsWith("4: ", StringComparison.Ordinal));
        (await RunAsync(seed, new HashSet<int>())).Broken.ShouldBeEmpty();
    });

    private static async Task<(long Seed, Mask Mask)> BrokenAsync(ServerErrorIsProof defect)
    {
        for (var seed = 9_000_010L; seed < 9_000_800; seed++)
        {
            await using var world = new World(plant: defect.Plant);
            var mask = new Mask();
            if ((await History.RunAsync(world, seed, new Coverage(), mask: mask)).Broken.Count > 0)
            {
                return (seed, mask);
            }
        }

        throw new ShouldAssertException("800 histories did not show the defect");
    }

    private static async Task<Verdict> RunAsync(long seed, IReadOnlySet<int> only)
    {
        await using var world = new World(plant: new ServerErrorIsProof().Plant);
        return await History.RunAsync(world, seed, new Coverage(), written: true, mask: new Mask(only));
    }
}
