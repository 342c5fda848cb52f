namespace Integration.Persistence.DeadLetters;

/// <summary>Why a dead letter may not be sent again that its own row does not know: a service's tables say so.</summary>
/// <param name="Sql">Given the message id as $1: true when it may not.</param>
public sealed record RetryGuard(string Sql);
