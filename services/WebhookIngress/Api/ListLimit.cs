using System.Threading.RateLimiting;
using Integration.WebhookIngress.Api.Security;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api;

/// <summary>How many lists one client reads at once: each holds a connection to the database while it is read, and one client's long lists must not take them all.</summary>
internal sealed class ListLimit(IOptions<ApiOptions> options) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetConcurrencyLimiter(client, _ => new() { PermitLimit = options.Value.ListsAtOnce, QueueLimit = 0 }));

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(Caller.Of(context.HttpContext.User).Client);
        return lease.IsAcquired
            ? await next(context)
            : Problems.TooFast.Answer("This client reads too many lists at once; send it again when one of them is answered.", retryAfter: 1);
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
