namespace Integration.Deploy.Workflows;

public sealed class When_benchmarks_are_compared : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("integration-bench");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a=0.5", "a=0.45", 0, "a: 0.500 before, 0.450 now: 90 %\n")]
    [InlineData("a=0.5", "a=0.4", 1, "a: 0.500 before, 0.400 now: 80 %, less than the 85 % that are allowed\n")]
    [InlineData("a=0.4 a=0.5", "a=0.3 a=0.6", 0, "a: 0.500 before, 0.600 now: 120 %\n")]
    [InlineData("a=0.5", "a=0.5 b=2", 0, "a: 0.500 before, 0.500 now: 100 %\nb: only in the change\n")]
    [InlineData("a=0.5", "b=0.5", 1, "a: only in the base\nb: only in the change\nnothing to compare\n")]
    [InlineData("", "", 1, "nothing to compare\n")]
    public async Task Should_judge_ratios_by_their_best_run(string before, string now, int code, string said) =>
        (await Script.RunAsync("deploy/local/bench-compare", Write("before", before), Write("now", now))).ShouldBe((code, said));

    /// <summary>As the benchmarks print them, between figures that are no ratios.</summary>
    private string Write(string name, string figures)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(file, ["spine_sagas_per_s  123  1/s", "{\"name\": \"spine_sagas_per_s\", \"value\": 123, \"unit\": \"1/s\"}",
            .. figures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(figure => figure.Split('=')).Select(figure => $"{{\"name\": \"{figure[0]}\", \"value\": {figure[1]}, \"unit\": \"ratio\"}}")]);
        return file;
    }
}
