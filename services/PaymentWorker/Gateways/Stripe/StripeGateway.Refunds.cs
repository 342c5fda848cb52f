using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>Refunds by intent, disputes, and the account's list of both.</summary>
public sealed partial class StripeGateway
{
    /// <summary>The most a page of Stripe's lists holds.</summary>
    private const int PageSize = 100;

    private RefundService Refunds => client.V1.Refunds;

    /// <inheritdoc />
    public Task<RefundCall> RefundAsync(RefundRequest refund, string key, CancellationToken cancellationToken) => CallAsync(
        () => Refunds.CreateAsync(
            new RefundCreateOptions
            {
                PaymentIntent = refund.AttemptReference,
                Amount = refund.AmountMinor,
                Metadata = new()
                {
                    [StripeMapper.PaymentIdKey] = refund.PaymentId.ToString(),
                    [StripeRefundMapper.RefundIdKey] = refund.RefundId.ToString(),
                },
            },
            Request(key),
            cancellationToken),
        Answered,
        failure => RefundCall.Failed(StripeErrors.Failure(failure)));

    /// <summary>By its reference, else in the list of the intent's refunds by our id in the metadata: a list, unlike a search, is read after write.</summary>
    public Task<RefundCall> FindRefundAsync(RefundRequest refund, CancellationToken cancellationToken) => refund.RefundReference is { } reference
        ? CallAsync(() => Refunds.GetAsync(reference, null, null, cancellationToken), Answered, failure => RefundCall.Failed(StripeErrors.Failure(failure)))
        : SearchAsync(refund, cancellationToken);

    /// <inheritdoc />
    public Task<DisputeCall> LookUpDisputeAsync(string reference, CancellationToken cancellationToken) => CallAsync(
        () => client.V1.Disputes.GetAsync(reference, null, null, cancellationToken),
        (dispute, requestId, status) => DisputeCall.Answered(StripeRefundMapper.Map(dispute), requestId, status),
        failure => DisputeCall.Failed(StripeErrors.Failure(failure)));

    /// <inheritdoc />
    public async IAsyncEnumerable<GatewayMovement> ListAsync(
        DateTimeOffset from, DateTimeOffset until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var created = Created(from, until);
        await foreach (var intent in PagesAsync((after, token) => Intents.ListAsync(new() { Created = created, Limit = PageSize, StartingAfter = after }, null, token), cancellationToken))
        {
            yield return StripeRefundMapper.Movement(intent);
        }

        await foreach (var refund in ListRefundsAsync(from, until, cancellationToken))
        {
            yield return refund;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<GatewayMovement> ListRefundsAsync(
        DateTimeOffset from, DateTimeOffset until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var created = Created(from, until);
        await foreach (var refund in PagesAsync((after, token) => Refunds.ListAsync(new() { Created = created, Limit = PageSize, StartingAfter = after }, null, token), cancellationToken))
        {
            yield return StripeRefundMapper.Movement(refund);
        }
    }

    private static DateRangeOptions Created(DateTimeOffset from, DateTimeOffset until) => new() { GreaterThanOrEqual = from.UtcDateTime, LessThan = until.UtcDateTime };

    private async IAsyncEnumerable<T> PagesAsync<T>(
        Func<string?, CancellationToken, Task<StripeList<T>>> read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where T : StripeEntity<T>, IHasId
    {
        var list = new GatewayList(Name, StripeErrors.Failure, options.Value.PageTries);
        StripeList<T> page;
        string? after = null;
        do
        {
            page = await list.PageAsync(token => read(after, token), cancellationToken);
            foreach (var item in page)
            {
                yield return item;
                after = item.Id;
            }
        }
        while (page.HasMore);
    }

    private async Task<RefundCall> SearchAsync(RefundRequest wanted, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var refund in Refunds.ListAutoPagingAsync(new RefundListOptions { PaymentIntent = wanted.AttemptReference, Limit = PageSize }, null, cancellationToken))
            {
                if (refund.Metadata?.GetValueOrDefault(StripeRefundMapper.RefundIdKey) == wanted.RefundId.ToString())
                {
                    return RefundCall.Answered(StripeRefundMapper.Map(refund), null, null);
                }
            }
        }
        catch (Exception failure) when (failure is not (InvalidOperationException or NotSupportedException))
        {
            return RefundCall.Failed(StripeErrors.Failure(failure));
        }

        return RefundCall.Absent($"{wanted.AttemptReference} has no refund with our id", null, null);
    }

    private static RefundCall Answered(Refund refund, string? requestId, int? status) => RefundCall.Answered(StripeRefundMapper.Map(refund), requestId, status);
}
