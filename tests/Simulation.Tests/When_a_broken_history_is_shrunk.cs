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
}
