using System.Text.Json.Nodes;
using Integration.GatewaySandbox.Webhooks;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Makes the events that the endpoint wants.</summary>
internal sealed class EventWriter(SandboxOptions options, TimeProvider time)
{
    /// <summary>Adds an event about an object that belongs to the intent; without a call, Stripe acted by itself.</summary>
    public void Add(Changes changes, string type, string intent, Func<JsonObject> subject, StripeCall? call)
    {
        if (!options.Webhooks.Stripe.Sends(type))
        {
            return;
        }

        var id = StripeIds.Event();
        var body = StripeObjects.Event(id, type, time.GetUtcNow().ToUnixTimeSeconds(), options.ApiVersion, subject(), pendingWebhooks: 1, call?.RequestId, call?.Key);
        changes.Events.Add(new EventState(id, type, intent, body.ToJsonString()));
    }
}
