using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Sagas.Tests;

internal static class TestPolicy
{
    public static PaymentPolicy Create(RetryOptions? retry = null, ReconcileOptions? reconcile = null, FakeTimeProvider? time = null, int seed = 1) =>
        new(retry ?? new(), reconcile ?? new(), new FallbackPolicy(new(), new AnyCurrency("paypal"), new AllUp(), "stripe"), new AnyCurrency("stripe"), token => $"sealed {token}", time ?? new(), new Random(seed));

    public static RefundPolicy Refunds(RefundOptions? options = null, FakeTimeProvider? time = null, RetryOptions? retry = null) => new(Create(retry, time: time), options ?? new());

    private sealed class AllUp : IGatewayHealth
    {
        public bool IsOpen(string gateway) => false;
    }

    private sealed class AnyCurrency(string gateway) : IGatewayCurrencies
    {
        public string Gateway => gateway;

        public string? Refuse(string currency, long amountMinor) => null;
    }
}
