using Integration.Sagas.Payments;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Sagas.Tests;

internal static class TestPolicy
{
    public static PaymentPolicy Create(RetryOptions? retry = null, ReconcileOptions? reconcile = null, FakeTimeProvider? time = null, int seed = 1) =>
        new(retry ?? new(), reconcile ?? new(), new AnyCurrency(), time ?? new(), new Random(seed));

    private sealed class AnyCurrency : IGatewayCurrencies
    {
        public string Gateway => "stripe";

        public string? Refuse(string currency, long amountMinor) => null;
    }
}
