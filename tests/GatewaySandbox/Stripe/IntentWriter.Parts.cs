using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

internal sealed partial class IntentWriter
{
    /// <summary>The intent as an answer; what the call itself made is found in <paramref name="changes"/>.</summary>
    public JsonObject Render(IntentState intent, Changes? changes = null, StripeForm? form = null, string prefix = "")
    {
        var expand = form?.List("expand") ?? [];
        var rendered = StripeObjects.Intent(intent, intent.LatestCharge is not { } id ? null
            : expand.Contains(prefix + "latest_charge") ? Render(changes?.Charges.Find(c => c.Id == id) ?? store.Charge(id), intent)
            : id);
        if (expand.Contains(prefix + "payment_method") && intent.PaymentMethod is { } method)
        {
            var known = Find(method, changes);
            rendered["payment_method"] = StripeCharges.Method(known, intent.Customer, Card(known));
        }

        return rendered;
    }

    public static JsonObject Render(ChargeState charge, IntentState intent) => StripeCharges.Charge(charge, intent, Card(charge.Token));

    private static TestCard Card(string token) => TestCards.Find(token) ?? throw new InvalidOperationException($"{token} is no test payment method any more.");

    private static TestCard Card(MethodState method) => Card(method.Token);

    private MethodState Find(string id, Changes? changes) => changes?.Methods.Find(m => m.Id == id)
        ?? (store.TryMethod(id, out var known) ? known : throw new InvalidOperationException($"The payment method {id} of an intent is unknown."));

    /// <summary>An event about the intent, or about the charge when one is given.</summary>
    private void Add(Changes changes, string type, IntentState intent, ChargeState? charge, StripeCall? call) =>
        events.Add(changes, type, intent.Id, () => charge is null ? Render(intent) : Render(charge, intent), call);

    /// <summary>Some cards' owners dispute what was captured, after a while.</summary>
    private void PlanDispute(ChargeState charge, Changes changes)
    {
        LaterKind? kind = Card(charge.Token).Afterwards switch
        {
            CardAfterwards.Disputed => LaterKind.OpenDispute,
            CardAfterwards.DisputedNotReceived => LaterKind.OpenDisputeNotReceived,
            CardAfterwards.Inquired => LaterKind.OpenInquiry,
            _ => null,
        };
        if (kind is { } planned)
        {
            changes.Later.Add(LaterChanges.Due(planned, charge.Id, options, time));
        }
    }

    /// <summary>A test token becomes a payment method of its own, as at Stripe; a minted one is itself.</summary>
    private MethodState Method(string id, Changes changes)
    {
        if (store.TryMethod(id, out var known))
        {
            return known;
        }

        if (TestCards.Find(id) is null)
        {
            throw StripeFailure.NoSuchMethod(id);
        }

        var method = new MethodState(StripeIds.PaymentMethod(), id, Now);
        changes.Methods.Add(method);
        return method;
    }

    private static string? Text(StripeForm form, string name) => form.Text(name) is { Length: > 0 } text ? text : null;

    private static bool Flag(StripeForm form, string name) => Text(form, name) switch
    {
        null or "false" => false,
        "true" or "one_off" or "recurring" => true,
        var other => throw StripeFailure.Invalid($"Invalid boolean: {other}", null, name),
    };

    private static string? CaptureMethod(StripeForm form) => Text(form, "capture_method") switch
    {
        null => null,
        "automatic" or "automatic_async" or "manual" => form.Text("capture_method"),
        _ => throw StripeFailure.Invalid("Invalid capture_method: must be one of automatic, automatic_async, or manual", null, "capture_method"),
    };

    private static string? Customer(StripeForm form) => Text(form, "customer") switch
    {
        null => null,
        var id when id.StartsWith("cus_", StringComparison.Ordinal) => id,
        var id => throw StripeFailure.Invalid($"No such customer: '{id}'", "resource_missing", "customer"),
    };

    /// <summary>Merges, as Stripe does: an empty value removes its key.</summary>
    public static Dictionary<string, string> Metadata(StripeForm form, Dictionary<string, string> before)
    {
        var merged = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var (key, value) in form.Map("metadata"))
        {
            if (key.Length > 40)
            {
                throw StripeFailure.Invalid($"Metadata keys can be at most 40 characters: {key}", "parameter_invalid_string", "metadata");
            }

            if (value.Length > 500)
            {
                throw StripeFailure.Invalid($"Metadata values can be at most 500 characters: {key}", "parameter_invalid_string", "metadata");
            }

            if (value.Length == 0)
            {
                merged.Remove(key);
            }
            else
            {
                merged[key] = value;
            }
        }

        return merged.Count <= 50 ? merged : throw StripeFailure.Invalid("You can have at most 50 metadata keys.", "parameter_invalid_integer", "metadata");
    }
}
