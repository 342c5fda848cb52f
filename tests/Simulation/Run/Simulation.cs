using System.Collections.Concurrent;
using System.Diagnostics;
using Integration.Simulation.Judge;

namespace Integration.Simulation.Run;

/// <summary>Many histories, each on one thread from its beginning to its end.</summary>
internal sealed class Simulation(Plan plan)
{
    /// <summary>After so many histories a thread begins a new world: a consumer that died holds its place for ever.</summary>
    private const int HistoriesPerWorld = 20_000;

    private readonly ConcurrentQueue<Verdict> _broken = new();
    private readonly Lock _telling = new();
    private Reach? _reach;
    private long _next = plan.Seed;
    private long _steps;

    /// <summary>Runs them all. What is broken is told at once.</summary>
    public Totals Run(TextWriter report)
    {
        var watch = Stopwatch.StartNew();
        var coverages = Enumerable.Range(0, plan.Threads).Select(_ => new Coverage()).ToArray();
        var failures = new ConcurrentQueue<Exception>();
        var threads = coverages.Select(coverage => new Thread(() => Guarded(() => Work(coverage, report), failures)) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }

        var all = new Coverage();
        foreach (var coverage in coverages)
        {
            all.Add(coverage);
        }

        return new(plan.Payments, _steps, watch.Elapsed.TotalSeconds, [.. _broken.OrderBy(v => v.Seed)], all, _reach!);
    }

    private static void Guarded(Action work, ConcurrentQueue<Exception> failures)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            failures.Enqueue(failure);
        }
    }

    private void Work(Coverage coverage, TextWriter report)
    {
        for (var more = true; more;)
        {
            using var lane = new Lane(plan.Store);
            var well = true;
            Interlocked.CompareExchange(ref _reach, lane.Reach, null);
            for (var i = 0; i < HistoriesPerWorld && more && well; i++)
            {
                var seed = Interlocked.Increment(ref _next) - 1;
                more = seed < plan.Seed + plan.Payments;
                if (more)
                {
                    var verdict = lane.Run(seed, coverage, plan.Trace, plan.Only);
                    Judge(plan.Shrink && verdict.Broken.Count > 0 ? Lane.Shrink(plan.Store, seed) with { Steps = verdict.Steps } : verdict, report);
                    well = verdict.Broken.Count == 0;       // one that broke off may leave a transaction open
                }
            }
        }
    }

    private void Judge(Verdict verdict, TextWriter report)
    {
        Interlocked.Add(ref _steps, verdict.Steps);
        if (verdict.Broken.Count > 0)
        {
            _broken.Enqueue(verdict);
        }

        if (verdict.Broken.Count > 0 || verdict.Trace.Count > 0)
        {
            lock (_telling)
            {
                foreach (var line in verdict.Trace.Concat(verdict.Broken.Select(b => $"seed {verdict.Seed}: {b}")))
                {
                    report.WriteLine(line);
                }
            }
        }
    }
}

/// <summary>What came of all histories.</summary>
internal sealed record Totals(long Histories, long Steps, double Seconds, IReadOnlyList<Verdict> Broken, Coverage Coverage, Reach Reach);
