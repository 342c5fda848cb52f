using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.GatewaySandbox.Faults;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>What in a call over HTTP is PayPal's, whatever carries it: how a request is read, what is answered without executing, which headers an answer has.</summary>
internal sealed class PayPalProtocol(IOptions<SandboxOptions> options, PayPalStore store)
{
    /// <summary>The <c>PayPal-Request-Id</c>, which counts for POST only.</summary>
    public static string? Key(string method, string? header) => method == "POST" && header is { Length: > 0 } ? header : null;

    /// <summary>Whether the header <c>Prefer</c> asks for the whole object.</summary>
    public static bool WantsAll(string prefer) => prefer.Contains("return=representation", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body's object; empty when there is no body, null when it is something else or (<paramref name="body"/> is null) too long.</summary>
    public static JsonObject? Parse(ReadOnlyMemory<byte>? body)
    {
        try
        {
            return body is not { } bytes ? null : bytes.IsEmpty ? [] : JsonNode.Parse(bytes.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a body that <see cref="Parse"/> made nothing of; null when it made something.</summary>
    public PayPalFailure? Refuse(ReadOnlyMemory<byte>? body, JsonObject? parsed) =>
        body is null ? PayPalFailure.TooLarge(options.Value.MaxBodyBytes) : parsed is null ? PayPalFailure.Invalid("MALFORMED_REQUEST_JSON", "") : null;

    /// <summary>What the edge answers in the place of the engine; null when the call reaches it.</summary>
    public static PayPalFailure? AtTheEdge(CallFault? fault) => fault switch
    {
        CallFault.NotExecuted503 => PayPalFailure.Server(503),
        CallFault.RateLimited => PayPalFailure.TooFast(),
        _ => null,
    };

    /// <summary>By which names the call's object is known, and the call itself.</summary>
    public List<string> Handles(PayPalCall call)
    {
        var unit = (call.Body["purchase_units"] as JsonArray)?.FirstOrDefault();
        List<string?> handles = [call.Key, call.ObjectId, unit.Text("custom_id"), unit.Text("invoice_id"), call.Body.Text("custom_id")];
        lock (store.Gate)
        {
            if (call.ObjectId is { } id && store.TryOrder(id, out var order))
            {
                handles.AddRange([order.CustomId, order.InvoiceId]);
            }
            else if (call.ObjectId is { } captured && store.TryCapture(captured, out var capture))
            {
                handles.AddRange([capture.CustomId, capture.InvoiceId]);
            }
        }

        return [.. handles.OfType<string>()];
    }

    /// <summary>The headers of an answer but its content's.</summary>
    public static IEnumerable<(string Name, string Value)> Headers(string debugId) => [("PayPal-Debug-Id", debugId), ("Cache-Control", "max-age=0, no-cache, no-store, must-revalidate")];
}
