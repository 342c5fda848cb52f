using System.Runtime.CompilerServices;

namespace Integration.PaymentWorker.Gateways;

/// <summary>Lists that say when they broke off.</summary>
internal static class GatewayList
{
    /// <summary>The same items; a failure in between becomes a <see cref="GatewayListException"/>, so that a part is never taken for the whole.</summary>
    public static async IAsyncEnumerable<T> ToTheEndAsync<T>(
        IAsyncEnumerable<T> list, string gateway, Func<Exception, CallFailure> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = list.GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync())
        {
            yield return items.Current;
        }

        async ValueTask<bool> MoveAsync()
        {
            try
            {
                return await items.MoveNextAsync();
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is not (InvalidOperationException or NotSupportedException or GatewayListException))
            {
                throw new GatewayListException(gateway, read(failure));
            }
        }
    }
}
