using System.Text;
using Integration.GatewaySandbox.Faults;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>What in a call over HTTP is Stripe's, whatever carries it: how a request is read, who may call, what the edge answers without executing, which headers an answer has.</summary>
internal sealed class StripeProtocol(IOptions<SandboxOptions> options, StripeStore store)
{
    /// <summary>The idempotency key, which counts for POST only.</summary>
    public static string? Key(string method, string? header) => method == "POST" ? header : null;

    /// <summary>The version that is asked for, or the account's.</summary>
    public string Version(string? header) => header is { Length: > 0 } version ? version : options.Value.ApiVersion;

    /// <summary>The form of a POST, the query of anything else.</summary>
    /// <param name="body">Null when it is longer than the limit.</param>
    /// <exception cref="StripeFailure">The body is none of a form, or too long.</exception>
    public StripeForm Form(string method, string? query, string? contentType, ReadOnlyMemory<byte>? body)
    {
        if (method != "POST")
        {
            return StripeForm.Parse(query ?? "");
        }

        var sent = body ?? throw StripeFailure.TooLarge(options.Value.MaxBodyBytes);
        return sent.Length == 0 || contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? StripeForm.Parse(Encoding.UTF8.GetString(sent.Span))
            : throw StripeFailure.Invalid($"Invalid request (check that your POST content type is application/x-www-form-urlencoded). The content type was '{contentType}'.");
    }

    /// <summary>What the edge answers in the place of the engine; null when the call reaches it.</summary>
    public static StripeFailure? AtTheEdge(CallFault? fault) => fault switch
    {
        CallFault.NotExecuted503 => StripeFailure.ServerError(503, saved: false),
        CallFault.RateLimited => StripeFailure.RateLimited(),
        _ => null,
    };

    /// <summary>Why the key lets nobody in; null when it does.</summary>
    public StripeFailure? Refuse(string authorization) => SentKey(authorization) is var sent && sent == options.Value.SecretKey ? null : StripeFailure.Unauthorized(sent);

    /// <summary>By which names the call's object is known, and the call itself.</summary>
    public List<string> Handles(StripeCall call)
    {
        List<string> handles = [.. call.Form.Map("metadata").Values];
        if (call.Key is not null)
        {
            handles.Add(call.Key);
        }

        lock (store.Gate)
        {
            foreach (var id in new[] { call.ObjectId, call.Form.Text("payment_intent"), call.Form.Text("charge") }.OfType<string>())
            {
                handles.Add(id);
                handles.AddRange(store.HandlesOf(id));
            }
        }

        return handles;
    }

    /// <summary>The headers of an answer but its content's.</summary>
    public static IEnumerable<(string Name, string Value)> Headers(StripeAnswer answer, string requestId, string? key, string version)
    {
        yield return ("Request-Id", requestId);
        yield return ("Stripe-Version", version);
        yield return ("Cache-Control", "no-cache, no-store");
        if (key is not null)
        {
            yield return ("Idempotency-Key", key);
            yield return ("Original-Request", answer.OriginalRequest ?? requestId);
        }

        if (answer.OriginalRequest is not null)
        {
            yield return ("Idempotent-Replayed", "true");
        }

        if (answer.ShouldRetry is { } retry)
        {
            yield return ("Stripe-Should-Retry", retry ? "true" : "false");
        }
    }

    private static string? SentKey(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim();
        }

        var buffer = new byte[512];
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(':')[0]
            : null;
    }
}
