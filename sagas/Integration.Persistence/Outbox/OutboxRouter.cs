using MassTransit;
using MassTransit.Transports;

namespace Integration.Persistence.Outbox;

/// <summary>In embedded mode the receiving transaction deletes the row, so a published message needs a row per receiving endpoint,
/// or fan-out would lose copies. On a broker the exchange or topic does the fan-out and one row is enough.</summary>
public sealed class OutboxRouter(PersistenceOptions options)
{
    private readonly Dictionary<Type, List<Uri>> _endpoints = [];
    private readonly Lock _gate = new();

    /// <summary>Declares that an endpoint consumes a message type. One consumer per type and endpoint in embedded mode: a second one
    /// would find the row deleted by the first.</summary>
    internal void Consumes(Type message, Uri endpoint)
    {
        lock (_gate)
        {
            var list = _endpoints.TryGetValue(message, out var known) ? known : _endpoints[message] = [];
            if (options.Embedded && list.Contains(endpoint))
            {
                throw new ConfigurationException($"{endpoint.GetEndpointName()} has two consumers of {message.Name}: give one of them an endpoint of its own.");
            }

            list.Add(endpoint);
        }
    }

    internal IEnumerable<OutboxMessage> Route(OutboxMessage message, Type type)
    {
        if (!options.Embedded || message.DestinationAddress is not { } destination || IsEndpoint(destination))
        {
            return [message];
        }

        return Receivers(type).Select(endpoint => message with { Id = NewId.NextGuid(), DestinationAddress = endpoint });
    }

    private bool IsEndpoint(Uri destination)
    {
        var name = destination.GetEndpointName();
        return destination.Scheme == "queue" || _endpoints.Values.Any(list => list.Exists(e => e.GetEndpointName() == name));
    }

    private IEnumerable<Uri> Receivers(Type type) =>
        _endpoints.Where(e => e.Key.IsAssignableFrom(type)).SelectMany(e => e.Value).Distinct();
}
