namespace Integration.Deploy.Workflows;

public sealed class When_coverage_is_judged : IDisposable
{
    private readonly DirectoryInfo _results = Directory.CreateTempSubdirectory("integration-coverage");

    public void Dispose() => _results.Delete(recursive: true);

    [Theory]
    [InlineData(50, 0)]
    [InlineData(75, 0)]
    [InlineData(76, 1)]
    public async Task Should_count_a_line_once_whoever_reached_it_and_fail_below_the_floor(int floor, int code)
    {
        // The same file seen from two roots: lines 1 to 4, of which one project reaches two and the other two, one of them the same.
        Report("first", "/code/", ("services/A/One.cs", [(1, 1), (2, 5), (3, 0), (4, 0)]), ("services/A/obj/Generated.cs", [(1, 0)]));
        Report("second", "/code/services/A/", ("One.cs", [(1, 0), (2, 1), (3, 2), (4, 0)]));

        (await JudgeAsync(floor)).ShouldBe((code, $"line coverage: 75.0 % (3 of 4 lines; at least {floor}, the goal is 95)\n"));
    }

    [Fact]
    public async Task Should_fail_when_nothing_was_measured() => (await JudgeAsync(0)).ShouldBe((1, "line coverage: nothing was measured\n"));

    [Fact]
    public void Should_have_a_floor_and_a_goal_and_a_reason_for_what_is_left_out()
    {
        var lines = File.ReadAllLines(Path.Combine(Conventions.Repository.Root, "tests", "coverage.txt"));
        double.Parse(Value("floor"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 100);
        Value("goal").ShouldBe("95");
        foreach (var (line, before) in lines.Skip(1).Zip(lines).Where(pair => pair.First.StartsWith("without ", StringComparison.Ordinal)))
        {
            (before.StartsWith("# ", StringComparison.Ordinal) || before.StartsWith("without ", StringComparison.Ordinal)).ShouldBeTrue($"no reason above: {line}");
        }

        string Value(string name) => lines.Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal)).ShouldHaveSingleItem().Split(' ')[1];
    }

    private Task<(int Code, string Said)> JudgeAsync(int floor)
    {
        var rules = Path.Combine(_results.FullName, "rules.txt");
        File.WriteAllLines(rules, [$"floor {floor}", "goal 95", "without /obj/"]);
        return Script.RunAsync("-c", "source deploy/local/lib/common.sh; source deploy/local/lib/coverage.sh; print_coverage \"$0\" \"$1\"", _results.FullName, rules);
    }

    /// <summary>As coverlet writes them.</summary>
    private void Report(string name, string root, params (string File, (int Number, int Hits)[] Lines)[] classes) =>
        File.WriteAllLines(Path.Combine(_results.CreateSubdirectory(name).FullName, "coverage.cobertura.xml"),
        [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<coverage>", "  <sources>", $"    <source>{root}</source>", "  </sources>",
            .. classes.SelectMany(c => c.Lines.Select(l => $"          <line number=\"{l.Number}\" hits=\"{l.Hits}\" branch=\"False\" />").Prepend($"      <class name=\"C\" filename=\"{c.File}\" line-rate=\"1\">")),
            "</coverage>",
        ]);
}
