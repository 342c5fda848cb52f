namespace Integration.Chaos;

/// <summary>What one run does. The same plan asks for the same payments and plans the same faults.</summary>
/// <param name="Payments">How many are asked for.</param>
/// <param name="Seed">Decides the payments, what happens to each, and which gateway call meets which fault.</param>
/// <param name="Limit">When the run ends, finished or not; what is still open then has to have a due time.</param>
/// <param name="Profile">The faults of both gateways, in the sandbox's words.</param>
/// <param name="PerSecond">Payments submitted a second.</param>
public sealed record Plan(int Payments, long Seed, TimeSpan Limit, string Profile = "nasty", int PerSecond = 60);
