namespace Integration.Persistence;

/// <summary>What a service forgets of its own tables, in the rounds that prune the spine's. Register it as a singleton.</summary>
/// <param name="Sql">Forgets rows older than <c>$1</c>, at most <c>$2</c> of them, and is repeated while it finds that many. It runs in several processes at once.</param>
/// <param name="Keep">How long rows are kept; asked in each round.</param>
public sealed record PruneRule(string Sql, Func<TimeSpan> Keep);
