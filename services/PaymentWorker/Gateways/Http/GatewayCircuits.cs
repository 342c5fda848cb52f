using System.Collections.Concurrent;
using Integration.Sagas.Payments;
using Polly.CircuitBreaker;

namespace Integration.PaymentWorker.Gateways.Http;

/// <summary>The circuit of every gateway.</summary>
internal sealed class GatewayCircuits(TimeProvider time) : IGatewayHealth
{
    private readonly ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    /// <summary>A circuit stays open until somebody tries it: whoever asks before calling would never try it, so its break's end counts as well.</summary>
    public bool IsOpen(string gateway) =>
        _circuits.TryGetValue(gateway, out var circuit)
        && (circuit.State.CircuitState == CircuitState.Isolated || (circuit.State.CircuitState == CircuitState.Open && time.GetUtcNow() < circuit.Until));

    /// <summary>Watches the gateway's circuit.</summary>
    public void Watch<T>(string gateway, CircuitBreakerStrategyOptions<T> breaker)
    {
        var circuit = new Circuit();
        _circuits[gateway] = circuit;
        breaker.StateProvider = circuit.State;
        breaker.OnOpened = opened =>
        {
            circuit.Until = time.GetUtcNow() + opened.BreakDuration;
            return ValueTask.CompletedTask;
        };
    }

    private sealed class Circuit
    {
        private long _until;

        public CircuitBreakerStateProvider State { get; } = new();

        public DateTimeOffset Until
        {
            get => new(Volatile.Read(ref _until), TimeSpan.Zero);
            set => Volatile.Write(ref _until, value.UtcTicks);
        }
    }
}
