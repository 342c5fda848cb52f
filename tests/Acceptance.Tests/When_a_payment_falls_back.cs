using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>From Stripe to PayPal: if and only if it is proven that Stripe did not and will not take the money (SAFETY F1-F7).</summary>
[Trait("Rule", "R1")]
[Trait("Rule", "F1")]
[Trait("Rule", "F2")]
[Trait("Rule", "F4")]
[Trait("Rule", "F7")]
[Trait("Rule", "U2")]
[Trait("Rule", "U5")]
[Trait("Rule", "invariant 1")]
[Trait("Rule", "invariant 2")]
[Trait("Rule", "invariant 3")]
public sealed class When_a_payment_falls_back(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_charge_PayPal_after_a_hard_decline_and_show_the_proof()
    {
        var payment = World.WithPayPal();
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await PaidAtPayPalAsync(payment.PaymentId);
        var started = (await World.Heard.UntilAsync<PaymentFallbackStarted>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem();
        (started.FromGateway, started.ToGateway, started.AttemptNumber).ShouldBe(("stripe", "paypal", 2));
        started.Proof.ShouldContain("canceled");
        (await World.Heard.UntilAsync<PaymentConfirmed>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().Gateway.ShouldBe("paypal");
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and number = 1 and gateway = 'stripe' and closed_at is not null and proof like '%canceled%'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclinedLostCard")]
    [InlineData("pm_card_visa_chargeDeclinedStolenCard")]
    [InlineData("pm_card_visa_chargeDeclinedFraudulent")]
    public async Task Should_not_follow_a_decline_that_smells_of_fraud(string card)
    {
        var payment = World.WithPayPal(card);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        (await World.LinesAsync(payment.PaymentId)).ShouldAllBe(l => l.Gateway == "stripe" && l.Captures == 0);
    }

    [Fact]
    public async Task Should_fail_when_PayPal_declines_too()
    {
        var payment = World.WithPayPal(token: "vault_declined");
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        (await World.LinesAsync(payment.PaymentId)).ShouldAllBe(l => l.Captures == 0);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and gateway = 'paypal' and proof like '%every capture that was claimed is answered%'")).ShouldBe(1);
    }

    /// <summary>PENDING is no success, blocks everything else, and ends either way (SAFETY U5).</summary>
    [Theory]
    [InlineData("vault_pending", "Confirmed")]
    [InlineData("vault_pending_denied", "Failed")]
    public async Task Should_wait_while_PayPal_reviews_the_capture(string token, string end)
    {
        var payment = World.WithPayPal(token: token);
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Reconciling");
        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and due_at is not null")).ShouldBe(1);
        await World.AtGatewayAsync($"/sandbox/paypal/settle/{order}");

        await World.StateIsAsync(payment.PaymentId, end);
        (await World.LinesAsync(payment.PaymentId)).Sum(l => l.Captures).ShouldBe(end == "Confirmed" ? 1 : 0);
    }

    [Fact]
    public async Task Should_send_the_payer_to_PayPal_when_nothing_is_vaulted()
    {
        var payment = Redirected();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        (await World.Heard.UntilAsync<PaymentActionRequired>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().RedirectUrl.ShouldNotBeNull().ShouldContain(order);
        await World.AtGatewayAsync($"/sandbox/paypal/orders/{order}/approve");

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await PaidAtPayPalAsync(payment.PaymentId);
    }

    [Fact]
    public async Task Should_close_the_order_when_the_payer_never_comes_back()
    {
        var payment = Redirected();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");

        await World.StateIsAsync(payment.PaymentId, "Failed");
        // Approved after the end: nobody captures it any more.
        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        const string heard = "ops.webhooks where source = 'paypal' and event_type = 'CHECKOUT.ORDER.APPROVED'";
        var before = await World.Database.CountAsync(heard);
        await World.AtGatewayAsync($"/sandbox/paypal/orders/{order}/approve");
        await World.Database.UntilAsync(heard, n => n > before);
        await World.Database.UntilAsync("messaging.outbox where not is_timer", n => n == 0);
        (await World.LinesAsync(payment.PaymentId)).ShouldAllBe(l => l.Captures == 0);
    }

    [Theory]
    [InlineData("paypal.create", "executed_then_timeout")]
    [InlineData("paypal.create", "executed_then_500")]
    [InlineData("paypal.create", "not_executed_503")]
    [InlineData("paypal.create", "rate_limited")]
    [InlineData("paypal.create", "connection_reset_after")]
    [InlineData("paypal.capture", "executed_then_timeout")]
    [InlineData("paypal.capture", "executed_then_500")]
    [InlineData("paypal.capture", "not_executed_500")]
    [InlineData("paypal.capture", "not_executed_503")]
    [InlineData("paypal.capture", "rate_limited")]
    [InlineData("paypal.capture", "connection_reset_before")]
    [InlineData("paypal.capture", "connection_reset_after")]
    [InlineData("paypal.capture", "webhook_lost")]
    [InlineData("paypal.capture", "webhook_early")]
    public async Task Should_reach_an_honest_end_and_charge_at_most_once(string operation, string fault)
    {
        var payment = World.WithPayPal();
        await World.FaultAsync(payment.PaymentId, operation, fault);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await PaidAtPayPalAsync(payment.PaymentId);
    }

    [Fact]
    public async Task Should_not_leave_Stripe_while_the_outcome_there_is_unknown()
    {
        var payment = World.WithPayPal("pm_card_visa");
        await World.FaultAsync(payment.PaymentId, "confirm", "executed_then_500");
        await World.SilenceAsync(payment.PaymentId);
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        (await World.LinesAsync(payment.PaymentId)).ShouldAllBe(l => l.Gateway == "stripe");

        await World.EndFaultsAsync();
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        (await World.LinesAsync(payment.PaymentId)).ShouldHaveSingleItem().Gateway.ShouldBe("stripe");
    }

    [Fact]
    public async Task Should_cancel_at_PayPal_before_anything_is_captured()
    {
        var payment = Redirected();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId });

        await World.StateIsAsync(payment.PaymentId, "Canceled");
        (await World.LinesAsync(payment.PaymentId)).ShouldAllBe(l => l.Captures == 0);
    }

    /// <summary>Sealed, a token is longer than it was: what the API takes, the worker takes.</summary>
    [Theory]
    [InlineData(128)]
    [InlineData(255)]
    public async Task Should_charge_a_vault_token_of_any_length_that_PayPal_makes(int length)
    {
        var body = Clients.Body("pm_card_visa_chargeDeclined", more: $",\"payPal\":{{\"vaultToken\":\"{"vault_ok_".PadRight(length, '7')}\"}}");
        var answer = await Clients.PostAsync(World.Api.Shop, "/v1/payments", body, $"key-{Guid.NewGuid():N}");
        answer.Status.ShouldBe(System.Net.HttpStatusCode.Accepted);

        await World.StateIsAsync(answer.PaymentId, "Confirmed");
        await PaidAtPayPalAsync(answer.PaymentId);
    }

    [Fact]
    public async Task Should_keep_no_vault_token_where_somebody_could_read_it()
    {
        var payment = World.WithPayPal();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        (await World.Database.CountAsync($"payments.payments where correlation_id = '{payment.PaymentId}' and pay_pal_token like 'sealed.v1.%'")).ShouldBe(1);
        // A reused id is refused, and its message kept.
        await World.PublishAsync(payment with { AmountMinor = 1 });
        await World.Database.UntilAsync($"messaging.dead_letters where body like '%{payment.PaymentId}%'", n => n == 1);
        var kept = await BodyAsync(payment.PaymentId);
        kept.ShouldContain("\"vaultToken\":\"sealed.v1.");
        kept.ShouldNotContain("vault_ok", Case.Sensitive);
    }

    /// <summary>The running system's own assertion of invariant 3: it stops this payment, and nothing else.</summary>
    [Fact]
    public async Task Should_stop_for_a_person_when_PayPal_captured_and_the_proof_is_gone()
    {
        var payment = Redirected();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        await using (var command = World.Database.Source.CreateCommand($"update payments.payments set fallback_proof = null where correlation_id = '{payment.PaymentId}'"))
        {
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        await World.AtGatewayAsync($"/sandbox/paypal/orders/{order}/approve");
        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        (await World.Heard.UntilAsync<PaymentNeedsReview>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().Reason.ShouldContain("invariant 3 is broken");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and due_at is not null and captured_minor = 1999")).ShouldBe(1);
        World.Heard.Of<PaymentConfirmed>(e => e.PaymentId == payment.PaymentId).ShouldBeEmpty();
        var next = World.Payment();
        await World.PublishAsync(next);
        await World.StateIsAsync(next.PaymentId, "Confirmed");
    }

    private async Task<string> BodyAsync(Guid payment)
    {
        await using var command = World.Database.Source.CreateCommand($"select string_agg(body, E'\n') from messaging.dead_letters where body like '%{payment}%'");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static InitiatePayment Redirected() =>
        World.Payment("pm_card_visa_chargeDeclined") with { PayPal = new() { ReturnUrl = "https://shop.example/back", CancelUrl = "https://shop.example/gave-up" } };

    private async Task PaidAtPayPalAsync(Guid payment)
    {
        var lines = await World.LinesAsync(payment);
        lines.Where(l => l.Gateway == "stripe").ShouldAllBe(l => l.Captures == 0 && l.Status == "canceled");
        var order = lines.Where(l => l.Gateway == "paypal").ShouldHaveSingleItem();
        (order.Captures, order.AmountReceived).ShouldBe((1, 1999));
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment}' and gateway = 'paypal' and reference = '{order.Id}' and captured_minor = 1999 and fallback_proof is not null")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment}' and gateway = 'paypal' and gateway_reference = '{order.Id}' and captured_minor = 1999 and due_at is null")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.duplicate_charges where payment_id = '{payment}'")).ShouldBe(0);
    }
}
