using System.Collections.Concurrent;
using Integration.Contracts.Payments;
using Integration.Contracts.Webhooks;
using MassTransit;

namespace Integration.CrashTest;

/// <summary>What was told: ends, by payment or refund, and webhooks, by their source and the sender's id.</summary>
internal sealed class Heard
{
    public ConcurrentDictionary<Guid, byte> Confirmed { get; } = [];

    public ConcurrentDictionary<Guid, byte> Failed { get; } = [];

    public ConcurrentDictionary<Guid, byte> Canceled { get; } = [];

    public ConcurrentDictionary<Guid, byte> Refunded { get; } = [];

    public ConcurrentDictionary<Guid, byte> NotRefunded { get; } = [];

    public ConcurrentDictionary<(string Source, string EventId), byte> Webhooks { get; } = [];

    public void Listen(IReceiveEndpointConfigurator endpoint)
    {
        Keep<PaymentConfirmed>(endpoint, Confirmed, message => message.PaymentId);
        Keep<PaymentFailed>(endpoint, Failed, message => message.PaymentId);
        Keep<PaymentCanceled>(endpoint, Canceled, message => message.PaymentId);
        Keep<RefundSucceeded>(endpoint, Refunded, message => message.RefundId);
        Keep<RefundFailed>(endpoint, NotRefunded, message => message.RefundId);
        Keep<GatewayObjectChanged, (string, string)>(endpoint, Webhooks, message => (message.Gateway, message.EventId));
        Keep<WebhookReceived, (string, string)>(endpoint, Webhooks, message => (message.Source, message.EventId));
    }

    private static void Keep<T>(IReceiveEndpointConfigurator endpoint, ConcurrentDictionary<Guid, byte> ends, Func<T, Guid> whose)
        where T : class => Keep<T, Guid>(endpoint, ends, whose);

    private static void Keep<T, TKey>(IReceiveEndpointConfigurator endpoint, ConcurrentDictionary<TKey, byte> ends, Func<T, TKey> whose)
        where T : class
        where TKey : notnull => endpoint.Handler<T>(context =>
        {
            ends[whose(context.Message)] = 0;
            return Task.CompletedTask;
        });
}
