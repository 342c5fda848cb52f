namespace Integration.PaymentWorker.Gateways;

/// <summary>The gateways of this worker by name; whoever gets one here calls it measured.</summary>
public sealed class GatewayDirectory(IEnumerable<IPaymentGateway> gateways, TimeProvider time)
{
    private readonly Dictionary<string, IPaymentGateway> _byName = gateways.ToDictionary(g => g.Name, IPaymentGateway (g) => new MeasuredGateway(g, time), StringComparer.Ordinal);

    /// <summary>The gateway.</summary>
    /// <exception cref="InvalidOperationException">This worker does not have it: the message goes to the dead letters.</exception>
    public IPaymentGateway Get(string name) =>
        Find(name) ?? throw new InvalidOperationException($"Gateway '{name}' is not configured in this worker; it has {string.Join(", ", _byName.Keys)}.");

    /// <summary>Every gateway this worker has.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>The gateway, if this worker has it.</summary>
    public IPaymentGateway? Find(string name) => _byName.GetValueOrDefault(name);
}
