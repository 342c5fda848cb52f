using System.Text.Json.Nodes;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Makes the events of a change, when somebody listens.</summary>
internal sealed class PayPalEvents(IOptions<SandboxOptions> options, PublicAddress address, TimeProvider time)
{
    public void Order(PayPalChanges changes, string type, OrderState order, JsonObject resource) => Add(changes, type, "checkout-order", order.Id, "An order was " + Last(type), resource);

    public void Capture(PayPalChanges changes, string type, CaptureState capture, JsonObject resource) => Add(changes, type, "capture", capture.Order, "A capture was " + Last(type), resource);

    public void Refund(PayPalChanges changes, string type, RefundState refund, JsonObject resource) => Add(changes, type, "refund", refund.Capture, "A refund was " + Last(type), resource);

    public void Dispute(PayPalChanges changes, string type, DisputeState dispute, JsonObject resource) => Add(changes, type, "dispute", dispute.Id, "A dispute was " + Last(type), resource);

    private void Add(PayPalChanges changes, string type, string resourceType, string objectId, string summary, JsonObject resource)
    {
        if (!options.Value.Webhooks.PayPal.Sends(type))
        {
            return;
        }

        var id = PayPalIds.Event();
        var body = new JsonObject
        {
            ["id"] = id,
            ["event_version"] = "1.0",
            ["create_time"] = PayPalJson.Time(time.GetUtcNow()),
            ["resource_type"] = resourceType,
            ["resource_version"] = "2.0",
            ["event_type"] = type,
            ["summary"] = summary,
            ["resource"] = resource,
            ["links"] = new JsonArray(PayPalJson.Link("self", $"{address.Origin}/v1/notifications/webhooks-events/{id}")),
        };
        changes.Events.Add(new EventState(id, type, objectId, body.ToJsonString()));
    }

    private static string Last(string type) => type[(type.LastIndexOf('.') + 1)..].ToLowerInvariant();
}
