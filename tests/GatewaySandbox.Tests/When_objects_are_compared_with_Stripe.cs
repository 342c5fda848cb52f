using System.Text.Json;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_objects_are_compared_with_Stripe
{
    [Fact]
    public void Should_speak_the_version_that_the_SDK_is_pinned_to()
    {
        StripeConfiguration.ApiVersion.ShouldBe(StripeShapes.ApiVersion, "Stripe.net was updated: read the new version's shapes and change the sandbox's default");
        new SandboxOptions().ApiVersion.ShouldBe(StripeShapes.ApiVersion);
    }

    [Fact]
    public async Task Should_have_the_properties_of_a_payment_intent_in_every_status()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var seen = new HashSet<string>();
        foreach (var method in new[] { null, "pm_card_visa", "pm_card_authenticationRequired", "pm_card_visa_chargeDeclined" })
        {
            var created = await sandbox.Intents.CreateAsync(Sandbox.New(method));
            await CheckAsync(created.Id);
            if (method is null)
            {
                continue;
            }

            var confirm = sandbox.ConfirmAsync(created.Id, options: new PaymentIntentConfirmOptions { ReturnUrl = "https://shop.example/back" });
            if (method == "pm_card_visa_chargeDeclined")
            {
                await confirm.RefusedAsync();
            }
            else
            {
                await confirm;
            }

            await CheckAsync(created.Id);
            if (method == "pm_card_visa")
            {
                await sandbox.CaptureAsync(created.Id);
            }
            else
            {
                await sandbox.Intents.CancelAsync(created.Id);
            }

            await CheckAsync(created.Id);
        }

        seen.ShouldBe(["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture", "succeeded", "canceled"], ignoreOrder: true);

        async Task CheckAsync(string id)
        {
            using var json = JsonDocument.Parse((await sandbox.Intents.GetAsync(id, new PaymentIntentGetOptions { Expand = ["latest_charge"] })).StripeResponse.Content);
            seen.Add(json.RootElement.GetProperty("status").GetString()!);
            Fits(json.RootElement, StripeShapes.PaymentIntent);
            if (json.RootElement.GetProperty("latest_charge") is { ValueKind: JsonValueKind.Object } charge)
            {
                FitsCharge(charge);
            }

            if (json.RootElement.GetProperty("last_payment_error") is { ValueKind: JsonValueKind.Object } error)
            {
                Fits(error, StripeShapes.Error);
            }
        }
    }

    [Fact]
    public async Task Should_have_the_properties_of_a_list_and_of_errors()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_visa_chargeDeclined");
        using var list = JsonDocument.Parse((await sandbox.Intents.ListAsync()).StripeResponse.Content);
        Fits(list.RootElement, StripeShapes.PaymentList);
        foreach (var call in new Func<Task>[] { () => sandbox.ConfirmAsync(created.Id), () => sandbox.CaptureAsync(created.Id), () => sandbox.CaptureAsync("pi_none"), () => sandbox.CreateAsync(amount: 1) })
        {
            using var json = JsonDocument.Parse((await call().RefusedAsync()).StripeResponse.Content);
            Fits(json.RootElement.GetProperty("error"), StripeShapes.Error);
            if (json.RootElement.GetProperty("error").TryGetProperty("payment_intent", out var intent))
            {
                Fits(intent, StripeShapes.PaymentIntent);
            }
        }
    }

    [Fact]
    public async Task Should_have_the_properties_of_events()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var created = await sandbox.CreateAsync();
        await sandbox.ConfirmAsync(created.Id);
        await endpoint.NextAsync("payment_intent.amount_capturable_updated");
        await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("pending").GetInt32() == 0);
        foreach (var one in endpoint.Accepted)
        {
            using var json = JsonDocument.Parse(one.RawJsonElement!.Value.GetRawText());
            Fits(json.RootElement, StripeShapes.Event);
            Fits(json.RootElement.GetProperty("request"), StripeShapes.EventRequest);
            var subject = json.RootElement.GetProperty("data").GetProperty("object");
            if (one.Type.StartsWith("charge.", StringComparison.Ordinal))
            {
                FitsCharge(subject);
            }
            else
            {
                Fits(subject, StripeShapes.PaymentIntent);
            }
        }
    }

    [Theory]
    [InlineData("pm_card_visa", null)]
    [InlineData("pm_card_pendingRefund", null)]
    [InlineData("pm_card_pendingRefund", "succeed")]
    [InlineData("pm_card_pendingRefund", "fail")]
    public async Task Should_have_the_properties_of_a_refund_in_every_status(string method, string? outcome)
    {
        await using var sandbox = await Sandbox.StartAsync("LaterMilliseconds=86400000");
        var refund = await sandbox.RefundAsync((await sandbox.PaidAsync(method)).Id);
        if (outcome is not null)
        {
            await sandbox.ActAsync($"/sandbox/refunds/{refund.Id}?outcome={outcome}");
        }

        using var json = JsonDocument.Parse((await sandbox.Refunds().GetAsync(refund.Id)).StripeResponse.Content);
        Fits(json.RootElement, StripeShapes.Refund);
        Fits(json.RootElement.GetProperty("destination_details"), StripeShapes.RefundDestination);
        Fits(json.RootElement.GetProperty("destination_details").GetProperty("card"), StripeShapes.RefundCard);
    }

    [Theory]
    [InlineData(false, null, 1)]
    [InlineData(false, "won", 2)]
    [InlineData(false, "lost", 1)]
    [InlineData(true, null, 0)]
    [InlineData(true, "lost", 1)]
    public async Task Should_have_the_properties_of_a_dispute_in_every_status(bool inquiry, string? outcome, int moves)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var id = (await sandbox.ActAsync("/sandbox/disputes", new { intent = (await sandbox.PaidAsync()).Id, inquiry })).Text("id");
        if (outcome is not null)
        {
            await sandbox.ActAsync($"/sandbox/disputes/{id}", new { outcome });
        }

        using var json = JsonDocument.Parse((await sandbox.Stripe.V1.Disputes.GetAsync(id)).StripeResponse.Content);
        Fits(json.RootElement, StripeShapes.Dispute);
        Fits(json.RootElement.GetProperty("evidence"), StripeShapes.DisputeEvidence);
        Fits(json.RootElement.GetProperty("evidence_details"), StripeShapes.DisputeEvidenceDetails);
        Fits(json.RootElement.GetProperty("payment_method_details").GetProperty("card"), StripeShapes.DisputeCard);
        var transactions = json.RootElement.GetProperty("balance_transactions").EnumerateArray().ToList();
        transactions.Count.ShouldBe(moves);
        transactions.ForEach(t => Fits(t, StripeShapes.BalanceTransaction));
    }

    private static void FitsCharge(JsonElement charge)
    {
        Fits(charge, StripeShapes.Charge);
        Fits(charge.GetProperty("outcome"), StripeShapes.Outcome);
        Fits(charge.GetProperty("payment_method_details").GetProperty("card"), StripeShapes.CardDetails);
    }

    private static void Fits(JsonElement value, string shape)
    {
        var facts = shape.Split(", ").Select(f => f.Split(' ')).ToDictionary(f => f[0].TrimStart('~'), f => (Type: f[1], Always: f[0][0] != '~'));
        var wrong = facts.Where(f => f.Value.Always && !value.TryGetProperty(f.Key, out _)).Select(f => $"{f.Key} is missing")
            .Concat(value.EnumerateObject().Where(p => !facts.ContainsKey(p.Name)).Select(p => $"{p.Name} is unknown to Stripe"))
            .Concat(value.EnumerateObject().Where(p => facts.TryGetValue(p.Name, out var f) && !Is(p.Value, f.Type)).Select(p => $"{p.Name} is no {facts[p.Name].Type}: {p.Value}"));
        wrong.ShouldBeEmpty();
    }

    private static bool Is(JsonElement value, string type) => value.ValueKind == JsonValueKind.Null
        ? type.EndsWith('?')
        : type.TrimEnd('?').Split('|').Any(t => t switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            _ => throw new ArgumentOutOfRangeException(nameof(type), t, "not a JSON type"),
        });
}
