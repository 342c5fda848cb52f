using System.Reflection;
using Integration.Persistence.Outbox;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Serialization;
using MassTransit.Transports;

namespace Integration.Simulation.Host;

/// <summary>The product's receive endpoints as MassTransit has built them, without the transport in front: a message goes straight into the pipe of its queue.</summary>
internal sealed class Endpoints
{
    private readonly Dictionary<string, IReceiveEndpointConfiguration> _configured = new(StringComparer.Ordinal);
    private Dictionary<string, ReceiveEndpointContext> _contexts = [];

    /// <summary>Remembers an endpoint while the bus is configured.</summary>
    public void Configured(string name, IReceiveEndpointConfigurator endpoint) => _configured[name] = (IReceiveEndpointConfiguration)endpoint;

    /// <summary>After the bus is built.</summary>
    public void Built()
    {
        // What the transport would read with: MassTransit keeps it to itself.
        var field = typeof(ReceiveEndpoint).GetField("_context", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new MissingFieldException(nameof(ReceiveEndpoint), "_context");
        _contexts = _configured.ToDictionary(e => e.Key, e => (ReceiveEndpointContext)field.GetValue(e.Value.ReceiveEndpoint)!, StringComparer.Ordinal);
    }

    /// <summary>The queues.</summary>
    public IReadOnlyCollection<string> Names => _contexts.Keys;

    /// <summary>Runs the message through its consumer, as a broker's delivery does. The task ends when the message would be acknowledged; a message that was refused is in the dead letters then.</summary>
    public async Task SendAsync(Delivery delivery)
    {
        var context = new Received(delivery, _contexts[delivery.Queue]);
        await _contexts[delivery.Queue].ReceivePipe.Send(context);
        await context.ReceiveCompleted;
    }

    private sealed class Received(Delivery delivery, ReceiveEndpointContext endpoint)
        : BaseReceiveContext(delivery.Redelivered, endpoint, NoErrorQueue.Instance)
    {
        public override MessageBody Body => delivery.Message.Content;

        protected override IHeaderProvider HeaderProvider { get; } = new DictionaryHeaderProvider(HeadersOf(delivery.Message));

        private static Dictionary<string, object> HeadersOf(OutboxMessage message)
        {
            var headers = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase)
            {
                [MessageHeaders.ContentType] = message.ContentType,
                [MessageHeaders.MessageId] = message.MessageId.ToString(),
            };
            foreach (var (name, value) in ((MessageContext)message).Headers.GetAll())
            {
                headers[name] = value;
            }

            return headers;
        }
    }

    /// <summary>The dead letters in the database are what counts; a broker's own are not modelled.</summary>
    private sealed class NoErrorQueue : IErrorTransport, IDeadLetterTransport
    {
        public static readonly NoErrorQueue Instance = new();

        public Task Send(ExceptionReceiveContext context) => Task.CompletedTask;

        public Task Send(ReceiveContext context, string? reason) => Task.CompletedTask;
    }
}
