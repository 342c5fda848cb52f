using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Transports;

namespace Integration.Persistence.Outbox;

/// <summary>In embedded mode the receiving transaction deletes the row, so a published message needs a row per receiving endpoint,
/// or fan-out would lose copies. On a broker the exchange or topic does the fan-out and one row is enough.</summary>
internal sealed class OutboxRouter(PersistenceOptions options, Lazy<IBus> bus)
{
    private readonly Dictionary<Type, List<Uri>> _endpoints = [];
    private readonly HashSet<string> _served = [];
    private readonly ConcurrentDictionary<Type, Uri[]> _receivers = new();
    private readonly ConcurrentDictionary<Uri, string?> _names = new();
    private readonly Lock _gate = new();
    private string? _reply;

    /// <summary>True where every receiver is in this process.</summary>
    internal bool Embedded => options.Embedded;

    /// <summary>Which endpoints consume which message type.</summary>
    internal IReadOnlyDictionary<Type, List<Uri>> Endpoints => _endpoints;

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
            _served.Add(endpoint.GetEndpointName()!);
            _receivers.Clear();
        }
    }

    internal IEnumerable<OutboxMessage> Route(OutboxMessage message, Type type)
    {
        if (options.MaxMessageBytes is { } limit && (message.Content.Length ?? message.Content.GetBytes().Length) is var length && length > limit)
        {
            throw new MessageException(type, $"The message's body has {length} bytes; the transport takes {limit} at most.");
        }

        if (!options.Embedded || message.DestinationAddress is not { } destination || Serves(destination) || IsReply(destination) || destination.Scheme == "queue")
        {
            return [message];
        }

        return Receivers(type).Select(endpoint => message with { Id = NewId.NextGuid(), DestinationAddress = endpoint });
    }

    /// <summary>True when an endpoint of this process with an inbox lives there: its transaction deletes the row.</summary>
    internal bool Serves(Uri destination) => NameOf(destination) is { } name && _served.Contains(name);

    /// <summary>True for the bus's own endpoint, where answers to requests of this process arrive. It has no inbox: such a row is done once sent.</summary>
    internal bool IsReply(Uri destination) => NameOf(destination) == (_reply ??= bus.Value.Address.GetEndpointName());

    /// <summary>Kept, because every message asks; bounded, because reply addresses come and go.</summary>
    private string? NameOf(Uri destination)
    {
        if (_names.TryGetValue(destination, out var known))
        {
            return known;
        }

        var name = destination.GetEndpointName();
        return _names.Count < 1000 ? _names.GetOrAdd(destination, name) : name;
    }

    private Uri[] Receivers(Type type) => _receivers.GetOrAdd(type, wanted =>
        [.. _endpoints.Where(e => e.Key.IsAssignableFrom(wanted)).SelectMany(e => e.Value).Distinct()]);
}
