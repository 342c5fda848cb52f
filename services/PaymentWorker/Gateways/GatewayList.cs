using Integration.Sagas.Attempts;
using Polly;
using Polly.Retry;

namespace Integration.PaymentWorker.Gateways;

/// <summary>Lists that are read to the end or not at all.</summary>
internal sealed class GatewayList(string gateway, Func<Exception, CallFailure> failure, int tries)
{
    /// <summary>Reading changes nothing at the gateway, so a page that fails is read again by itself: one that is refused does not throw away the hundred before it.</summary>
    private readonly ResiliencePipeline _again = tries < 2 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = tries - 1, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(10), BackoffType = DelayBackoffType.Exponential, UseJitter = true,
        ShouldHandle = new PredicateBuilder().Handle<GatewayListException>(broken => broken.Failure.Kind is CallFailureKind.Transient or CallFailureKind.RateLimited or CallFailureKind.OutcomeUnknown),
    }).Build();

    /// <summary>One page.</summary>
    /// <exception cref="GatewayListException">It could not be read in so many tries: a part is never taken for the whole.</exception>
    public async Task<T> PageAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) => await _again.ExecuteAsync(
        async token =>
        {
            try
            {
                return await read(token);
            }
            catch (Exception broken) when (!token.IsCancellationRequested && broken is not (InvalidOperationException or NotSupportedException or GatewayListException))
            {
                throw new GatewayListException(gateway, failure(broken));
            }
        },
        cancellationToken);
}
