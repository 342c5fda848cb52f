using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_events_are_delivered
{
    [Fact]
    public async Task Should_be_signed_whole_and_verifiable_by_Stripe_s_own_library()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var created = await sandbox.CreateAsync(key: "create-1", metadata: new() { ["integration_attempt_id"] = "attempt-1" });
        var first = await endpoint.NextAsync("payment_intent.created");
        (first.Object, first.ApiVersion, first.Livemode, first.PendingWebhooks).ShouldBe(("event", StripeConfiguration.ApiVersion, false, 1));
        (first.Request.Id, first.Request.IdempotencyKey).ShouldBe((created.StripeResponse.RequestId, "create-1"));
        first.Id.ShouldStartWith("evt_");
        var subject = first.Data.Object.ShouldBeOfType<PaymentIntent>();
        (subject.Id, subject.Status, subject.Metadata["integration_attempt_id"]).ShouldBe((created.Id, "requires_confirmation", "attempt-1"));

        await sandbox.ConfirmAsync(created.Id);
        var held = (await endpoint.NextAsync("payment_intent.amount_capturable_updated")).Data.Object.ShouldBeOfType<PaymentIntent>();
        (held.Status, held.AmountCapturable).ShouldBe(("requires_capture", 1999));
        await sandbox.CaptureAsync(created.Id);
        (await endpoint.NextAsync("payment_intent.succeeded")).Data.Object.ShouldBeOfType<PaymentIntent>().AmountReceived.ShouldBe(1999);
        await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("pending").GetInt32() == 0);
        endpoint.Accepted.Select(e => e.Type).ShouldBe(
            ["payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated", "charge.captured", "payment_intent.succeeded"], ignoreOrder: true);
        endpoint.Broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_tell_of_declines_challenges_and_cancels()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var declined = await sandbox.CreateAsync("pm_card_visa_chargeDeclined");
        await sandbox.ConfirmAsync(declined.Id).RefusedAsync();
        (await endpoint.NextAsync("payment_intent.payment_failed")).Data.Object.ShouldBeOfType<PaymentIntent>().LastPaymentError.DeclineCode.ShouldBe("generic_decline");
        var challenged = await sandbox.CreateAsync("pm_card_authenticationRequired");
        await sandbox.ConfirmAsync(challenged.Id, options: new PaymentIntentConfirmOptions { ReturnUrl = "https://shop.example/back" });
        (await endpoint.NextAsync("payment_intent.requires_action")).Data.Object.ShouldBeOfType<PaymentIntent>().Id.ShouldBe(challenged.Id);
        await sandbox.Intents.CancelAsync(challenged.Id);
        (await endpoint.NextAsync("payment_intent.canceled")).Data.Object.ShouldBeOfType<PaymentIntent>().Id.ShouldBe(challenged.Id);
    }

    [Fact]
    public async Task Should_be_repeated_until_the_endpoint_accepts()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        endpoint.RefuseNext(4);
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, "Webhooks:Stripe:Events:0=payment_intent.created"]);
        await sandbox.CreateAsync();
        await endpoint.NextAsync("payment_intent.created");
        var counts = await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("pending").GetInt32() == 0);
        (counts.GetProperty("refused").GetInt32(), counts.GetProperty("delivered").GetInt32()).ShouldBe((4, 1));
    }

    [Fact]
    public async Task Should_be_given_up_after_the_configured_number_of_tries()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        endpoint.RefuseNext(1000);
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, "Webhooks:Stripe:MaxAttempts=3", "Webhooks:Stripe:RetryScheduleMilliseconds:0=1"]);
        await sandbox.CreateAsync();
        var counts = await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("givenUp").GetInt32() == 1);
        counts.GetProperty("refused").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Should_be_lost_when_asked()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var created = await sandbox.CreateAsync();
        await sandbox.FaultAsync("confirm", "webhook_lost");
        await sandbox.ConfirmAsync(created.Id);
        await sandbox.CaptureAsync(created.Id);
        await endpoint.NextAsync("payment_intent.succeeded");
        var counts = await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("pending").GetInt32() == 0);
        counts.GetProperty("lost").GetInt32().ShouldBe(2);
        endpoint.Accepted.ShouldNotContain(e => e.Type == "payment_intent.amount_capturable_updated");
    }

    [Theory]
    [InlineData("webhook_duplicated", 1)]
    [InlineData("webhook_twin", 2)]
    public async Task Should_arrive_twice_when_asked_under_one_id_or_two(string fault, int ids)
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        await sandbox.FaultAsync("create", fault);
        await sandbox.CreateAsync();
        await endpoint.NextAsync("payment_intent.created");
        await endpoint.NextAsync("payment_intent.created");
        endpoint.Accepted.Select(e => e.Id).Distinct().Count().ShouldBe(ids);
    }

    [Fact]
    public async Task Should_be_overtaken_by_a_later_event_when_asked()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, "Webhooks:Stripe:ReorderMilliseconds=20000"]);
        await sandbox.FaultAsync("create", "webhook_reordered");
        var created = await sandbox.CreateAsync();
        await sandbox.ConfirmAsync(created.Id);
        await endpoint.NextAsync("payment_intent.created");
        endpoint.Accepted.First().Type.ShouldNotBe("payment_intent.created");
    }

    [Fact]
    public async Task Should_arrive_before_the_answer_when_asked()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        await sandbox.FaultAsync("create", "webhook_early");
        Task<PaymentIntent>? call = null;
        var answered = new TaskCompletionSource<bool>();
        endpoint.OnArrival = _ =>
        {
            answered.TrySetResult(call!.IsCompleted);
            return Task.CompletedTask;
        };
        call = sandbox.CreateAsync();
        await call;
        answered.Task.IsCompletedSuccessfully.ShouldBeTrue("the event came before the answer");
        (await answered.Task).ShouldBeFalse();
    }
}
