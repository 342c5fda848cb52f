namespace Integration.Simulation.Judge;

/// <summary>What came of a history.</summary>
/// <param name="Seed">Repeats it.</param>
/// <param name="Steps">How long it was.</param>
/// <param name="Broken">What was broken, in words; empty: nothing.</param>
/// <param name="Trace">The history in words, when it was written.</param>
internal sealed record Verdict(long Seed, int Steps, IReadOnlyList<string> Broken, IReadOnlyList<string> Trace);
