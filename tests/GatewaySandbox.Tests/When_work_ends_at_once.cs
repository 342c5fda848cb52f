using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.Tests;

/// <summary>A delivery may be over before the thread that started it goes on: it must not be counted as pending for ever.</summary>
public sealed class When_work_ends_at_once
{
    [Fact]
    public async Task Should_not_stay_under_way()
    {
        var underWay = new WorkUnderWay();
        // Starters outside the pool, more than there are processors, and a pool that waits for work: a starter is often stopped right after its start.
        var starters = Enumerable.Range(0, Environment.ProcessorCount * 4).Select(s => Task.Factory.StartNew(
            () =>
            {
                for (var n = 0; n < 5_000; n++)
                {
                    using var ended = new ManualResetEventSlim();
                    underWay.Start($"event-{s}-{n}", () =>
                    {
                        ended.Set();
                        return Task.CompletedTask;
                    });
                    ended.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(starters);
        await underWay.WhenAllEnded().WaitAsync(TimeSpan.FromSeconds(60));
        underWay.Count.ShouldBe(0);
    }
}
