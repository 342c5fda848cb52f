using Integration.Simulation.Run;

namespace Integration.Simulation;

/// <summary>The same histories on the product's real store: a step that differs shows that the model of PostgreSQL is wrong, or that the product asks for rows in no order and depends on it.</summary>
public sealed class When_histories_run_on_PostgreSQL
{
    /// <summary>Other seeds than those that are run by hand.</summary>
    private const long FirstSeed = 7_000_000;

    private const int Histories = 60;

    [Fact]
    public void Should_be_the_same_as_in_memory_line_by_line()
    {
        var total = new Run.Simulation(new Plan(FirstSeed, Histories, Environment.ProcessorCount, Store: Store.Compared)).Run(TextWriter.Null);

        total.Broken.Select(v => $"simulate --postgres --compare --seed {v.Seed}: {string.Join("; ", v.Broken)}").ShouldBeEmpty();
        total.Histories.ShouldBe(Histories);
        total.Steps.ShouldBeGreaterThan(Histories * 10);
    }
}
