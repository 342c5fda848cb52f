using System.ComponentModel.DataAnnotations;
using MassTransit;
using MassTransit.RetryPolicies;

namespace Integration.Persistence.Inbox;

/// <summary>When a failed message is tried again. A database that is away is waited for, without end and with growing delays; another
/// failure is tried a few times more. One policy for both, because every layer costs each message that does not fail.</summary>
internal sealed class MessageRetryPolicy(IExceptionFilter filter, IReadOnlyList<int> waits) : IRetryPolicy
{
    private readonly ExponentialRetryPolicy _outage = new(filter, int.MaxValue, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100));

    public void Probe(ProbeContext context) => context.Set(new { Policy = "Message", Limit = waits.Count });

    public RetryPolicyContext<T> CreatePolicyContext<T>(T context)
        where T : class, PipeContext => new FirstTry<T>(this, context);

    /// <summary>A message that breaks a rule will break it again.</summary>
    public bool IsHandled(Exception exception) => exception is not ValidationException || DatabaseFailure.IsTransient(exception);

    private bool Next<T>(T context, Exception failure, int failures, int outages, CancellationToken cancellationToken, out RetryContext<T> next)
        where T : class, PipeContext
    {
        if (DatabaseFailure.IsTransient(failure))
        {
            next = new Retry<T>(this, context, failure, failures, outages + 1, _outage.GetRetryInterval(outages), cancellationToken);
            return !cancellationToken.IsCancellationRequested;
        }

        next = new Retry<T>(this, context, failure, failures + 1, outages, TimeSpan.FromMilliseconds(waits[Math.Min(failures, waits.Count - 1)]), cancellationToken);
        return failures < waits.Count && IsHandled(failure) && !cancellationToken.IsCancellationRequested;
    }

    private sealed class FirstTry<T>(MessageRetryPolicy policy, T context) : RetryPolicyContext<T>
        where T : class, PipeContext
    {
        public T Context => context;

        public bool CanRetry(Exception exception, out RetryContext<T> retryContext) =>
            policy.Next(context, exception, 0, 0, context.CancellationToken, out retryContext);

        public Task RetryFaulted(Exception exception) => Task.CompletedTask;

        public void Cancel()
        {
            // Retries end with the message's own cancellation.
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class Retry<T>(
        MessageRetryPolicy policy, T context, Exception exception, int failures, int outages, TimeSpan delay, CancellationToken cancellationToken)
        : BaseRetryContext<T>(context, exception, failures + outages - 1, cancellationToken), RetryContext<T>
        where T : class, PipeContext
    {
        public override TimeSpan? Delay => delay;

        public bool CanRetry(Exception exception, out RetryContext<T> retryContext) =>
            policy.Next(Context, exception, failures, outages, CancellationToken, out retryContext);
    }
}
